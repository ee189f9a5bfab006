import { describe, expect, it } from "vitest";
import { defineApplication } from "../../../../../components/application/index.ts";
import { application, folder, web, webOf } from "../../../../support/compose-project.ts";

describe("a service that says nothing but its image", () => {
  it("runs as under Compose: without limits, init or a restart, with its capabilities, as whoever its image says", () => {
    expect(webOf("image: nginx")).toEqual({
      image: "nginx",
      init: false,
      capDrop: [],
      restart: "no",
      lifetime: "server",
      noNewPrivileges: false,
      deploy: { resources: { limits: { cpus: "none", memory: "none" } } },
    });
  });

  it("stays up in the application, though it is not restarted", () => {
    const { spec } = application(web("image: nginx"));
    const [service] = defineApplication(spec).services;
    expect([service?.restart, service?.lifetime]).toEqual(["no", "server"]);
  });
});

describe("the process", () => {
  it("has the command, the variables and the user that are written", () => {
    expect(
      webOf(`
image: app
command: serve --port 80
entrypoint: [/init]
working_dir: /srv
environment: [A=1, B=two words]
user: root
init: true
read_only: true
cap_add: [CAP_NET_ADMIN]
cap_drop: [all]
stop_grace_period: 1m30s
stop_signal: int
labels: {team: shop}`),
    ).toMatchObject({
      command: ["serve", "--port", "80"],
      entrypoint: ["/init"],
      workingDir: "/srv",
      environment: { A: "1", B: "two words" },
      user: "root",
      allowRoot: true,
      init: true,
      readOnly: true,
      capAdd: ["NET_ADMIN"],
      capDrop: ["ALL"],
      stopGracePeriod: "90s",
      stopSignal: "SIGINT",
      labels: { team: "shop" },
    });
  });

  it("is the first word of the command where the entrypoint is empty", () => {
    expect(webOf("image: app\nentrypoint: []\ncommand: [a, b]")).toMatchObject({
      entrypoint: ["a"],
      command: ["b"],
    });
  });

  it("runs to its end where another service waits for that", () => {
    const { spec } = application({
      "compose.yaml": `
services:
  seed: {image: seed}
  web: {image: web, depends_on: {seed: {condition: service_completed_successfully}}}`,
    });
    expect(defineApplication(spec).services.map(({ name, lifetime }) => [name, lifetime])).toEqual([
      ["seed", "one-shot"],
      ["web", "server"],
    ]);
  });

  it.each([
    ["restart: always", "always"],
    ["restart: on-failure:3", "on-failure"],
    ["restart: always\ndeploy: {restart_policy: {condition: none}}", "no"],
    ["deploy: {restart_policy: {}}", "always"],
  ])("is restarted as Compose does: %s", (lines, restart) => {
    expect(webOf(`image: app\n${lines}`)?.restart).toBe(restart);
  });
});

describe("values that look like secrets", () => {
  const texts = web(
    "image: app\nenvironment: {DB_PASSWORD: hunter2, URL: 'postgres://me:pw@db/shop', MODE: dev}",
  );

  it("are passed on, and each is said with its line", () => {
    const { spec, notes } = application(texts);
    expect(spec.services.web).toMatchObject({
      environment: { DB_PASSWORD: "hunter2", MODE: "dev" },
      notSecret: ["DB_PASSWORD", "URL"],
    });
    const secrets = notes.filter(({ verdict }) => verdict === "secret");
    expect(secrets.map(({ path, place, reason }) => [path, place?.line, reason])).toEqual([
      ["services.web.environment.DB_PASSWORD", 4, "looks like a secret in clear"],
      ["services.web.environment.URL", 4, "has a password in its URL, in clear"],
    ]);
  });

  it("are never shown", () => {
    expect(JSON.stringify(application(texts).notes)).not.toMatch(/hunter2|me:pw/);
  });
});

describe("ports", () => {
  it("are published as written, on all addresses where none is named", () => {
    expect(
      webOf(`
image: app
ports: ["80:8080", "127.0.0.1:81:81", "[::1]:82:82", "53:53/udp", "6001-6003:5000", {target: 90, published: "91"}]`)
        ?.ports,
    ).toEqual([
      "0.0.0.0:80:8080",
      "127.0.0.1:81:81",
      "[::1]:82:82",
      "0.0.0.0:53:53/udp",
      "0.0.0.0:6001-6003:5000",
      "0.0.0.0:91:90",
    ]);
  });

  it("without a port of the host are for other services alone, which is said", () => {
    const { spec, notes } = application(web('image: app\nports: ["80"]\nexpose: ["3000-3001", "53/udp"]'));
    expect(spec.services.web).toMatchObject({ expose: [80, 3000, 3001] });
    expect(notes.filter(({ verdict }) => verdict === "approximated").map(({ path }) => path)).toEqual([
      "services.web.ports[0]",
      "services.web.expose",
    ]);
  });
});

describe("health checks", () => {
  it("have Compose's times where they name none", () => {
    expect(webOf("image: app\nhealthcheck: {test: curl localhost}")?.healthcheck).toEqual({
      test: ["CMD-SHELL", "curl localhost"],
      interval: "30s",
      timeout: "30s",
      startPeriod: "0s",
      startInterval: "5s",
    });
  });
});

describe("mounts", () => {
  it("are volumes, folders of the host and memory", () => {
    const { spec } = application(
      web(
        `
image: app
volumes: ["my_data:/data", "./site:/site:ro", "/cache", {type: tmpfs, target: /tmp, tmpfs: {size: 1m, mode: 0o1777}}]
tmpfs: /run`,
        "volumes: {my_data: }",
      ),
    );
    expect(spec.services.web).toMatchObject({
      volumes: [
        { type: "volume", source: "my-data", target: "/data" },
        { type: "bind", source: `${folder}/site`, target: "/site", readOnly: true, createHostPath: true },
        { type: "volume", source: "web-cache", target: "/cache" },
      ],
      tmpfs: ["/run", "/tmp:size=1048576,mode=1777"],
    });
    expect(spec.volumes).toEqual({ "my-data": {}, "web-cache": {} });
  });

  it("and networks that are there already are used by their names", () => {
    const { spec } = application(
      web(
        "image: app\nvolumes: ['data:/data']\nnetworks: [proxy]",
        "volumes: {data: {external: true, name: old_data}}\nnetworks: {proxy: {external: true}}",
      ),
    );
    expect([spec.volumes, spec.networks]).toEqual([
      { data: { external: "old_data" } },
      { proxy: { external: "proxy" } },
    ]);
  });

  it("keep the volumes of services that a profile leaves out", () => {
    const { spec } = application({
      "compose.yaml": `
services:
  web: {image: web}
  tool: {image: tool, profiles: [tools], volumes: ["data:/data"]}
volumes: {data: }`,
    });
    expect([Object.keys(spec.services), spec.volumes]).toEqual([["web"], { data: {} }]);
  });

  it("of folders that are written to are never had by two versions at once", () => {
    expect(webOf("image: db\nvolumes: ['./data:/data']")?.deploy?.updateConfig).toEqual({
      order: "stop-first",
    });
  });
});

describe("secrets and configs", () => {
  it("come from files, variables and the stack, and keep the names that images look for", () => {
    const { spec } = application(
      web(
        `
image: app
secrets: [Token, key, {source: kept, target: /etc/kept, mode: 0o400}]
configs: [{source: conf, target: /etc/conf}]`,
        `secrets: {Token: {file: ./t}, key: {environment: KEY}, kept: {external: true}}\nconfigs: {conf: {content: a}}`,
      ),
    );
    expect(spec.services.web).toMatchObject({
      secrets: [
        { source: "token", target: "/run/secrets/Token" },
        "key",
        { source: "kept", target: "/etc/kept", mode: 0o400 },
      ],
      configs: [{ source: "conf", target: "/etc/conf" }],
    });
    expect(spec.secrets).toEqual({ token: { file: `${folder}/t` }, key: { environment: "KEY" }, kept: {} });
    expect(spec.configs).toEqual({ conf: { content: "a" } });
  });
});

describe("builds", () => {
  it("have what the file says; the name of the image is left out, which is said", () => {
    const { spec, notes } = application(
      web(
        "image: me/app\nplatform: linux/arm64\nbuild: {context: ./app, args: {A: 1}, target: prod, cache_from: [c]}",
      ),
    );
    expect(spec.services.web).toMatchObject({
      build: {
        context: `${folder}/app`,
        args: { A: "1" },
        target: "prod",
        cacheFrom: ["c"],
        platforms: ["linux/arm64"],
      },
    });
    expect(spec.services.web).not.toHaveProperty("image");
    expect(notes.find(({ path }) => path === "services.web.image")?.verdict).toBe("approximated");
  });
});

describe("names that are no names of hosts", () => {
  it("become some, wherever they are used", () => {
    const { spec, notes } = application({
      "compose.yaml": `
name: my_shop
services:
  my_db: {image: db, networks: [back_end]}
  my-db: {image: db, networks: [back_end]}
  web: {image: web, depends_on: [my_db], networks: [back_end]}
networks: {back_end: {internal: true}}`,
    });
    expect(spec.name).toBe("my-shop");
    expect(Object.keys(spec.services)).toEqual(["my-db-2", "my-db", "web"]);
    expect(spec.services.web).toMatchObject({
      dependsOn: { "my-db-2": { condition: "service_started" } },
      networks: ["back-end"],
    });
    expect(spec.networks).toEqual({ "back-end": { internal: true } });
    expect(notes.filter(({ verdict }) => verdict === "approximated").map(({ path }) => path)).toEqual([
      "name",
      "services.my_db",
    ]);
  });
});

describe("resources", () => {
  it("are limited as the file says, in whichever of its forms", () => {
    expect(
      webOf("image: a\nmem_limit: 64m\ncpus: 0.5\npids_limit: 10\ncpu_quota: 1")?.deploy?.resources,
    ).toEqual({
      limits: { cpus: 0.5, memory: "64m", pids: 10 },
    });
    expect(
      webOf("image: a\ndeploy: {replicas: 2, resources: {limits: {cpus: '1'}, reservations: {memory: 1g}}}")
        ?.deploy,
    ).toEqual({
      replicas: 2,
      resources: { limits: { cpus: 1, memory: "none" }, reservations: { memory: "1g" } },
    });
    expect(webOf("image: a\ncpu_quota: 50000")?.deploy?.resources?.limits?.cpus).toBe(0.5);
  });
});
