import { describe, expect, it } from "vitest";
import type { ServiceSpec } from "../../../../components/application/index.ts";
import {
  application,
  files,
  normalisedService,
  service,
  settingsByDefault,
} from "../../../support/builders.ts";

describe("the default configuration", () => {
  it("of a service", () => {
    expect(normalisedService()).toEqual({
      name: "web",
      path: "services.web",
      image: "example/web:1",
      build: undefined,
      command: undefined,
      entrypoint: undefined,
      workingDir: undefined,
      environment: {},
      ports: [],
      expose: [],
      dependsOn: [],
      healthcheck: undefined,
      startBudget: 30_000,
      init: true,
      restart: "unless-stopped",
      lifetime: "server",
      user: undefined,
      allowRoot: false,
      readOnly: false,
      tmpfs: [],
      capAdd: [],
      capDrop: ["ALL"],
      stopGracePeriod: 10_000,
      stopSignal: undefined,
      volumes: [],
      ownVolumes: [],
      networks: ["default"],
      secrets: [],
      configs: [],
      deploy: {
        replicas: 1,
        resources: {
          limits: { cpus: 1, memory: 536_870_912, pids: 256 },
          reservations: { cpus: 0.1, memory: 67_108_864 },
        },
        updateConfig: { order: "start-first", monitor: 0 },
      },
      ...settingsByDefault,
      labels: {},
      profiles: [],
      scale: undefined,
      route: undefined,
    });
  });

  it("of a healthcheck", () => {
    expect(normalisedService({ healthcheck: { http: { port: 80 } } }).healthcheck).toEqual({
      test: { type: "http", port: 80, path: "/" },
      interval: 30_000,
      timeout: 10_000,
      retries: 3,
      startPeriod: 30_000,
      startInterval: 500,
      readiness: { interval: 3000, timeout: 3000 },
    });
  });

  it("of a route", () => {
    expect(normalisedService({ route: { port: 80 } }).route).toEqual({
      port: 80,
      host: undefined,
      path: "/",
      balance: "least_conn",
      timeout: 60_000,
      websocket: true,
      maxBodySize: 16_777_216,
      tls: undefined,
    });
  });

  it("of a build", () => {
    const { services } = application(
      { services: { web: service({ build: { context: "web" } }) } },
      { files: files({ "/srv/shop/web/Dockerfile": "" }) },
    );
    expect(services[0]?.build).toEqual({
      context: "/srv/shop/web",
      dockerfile: "/srv/shop/web/Dockerfile",
      target: undefined,
      args: {},
      secrets: [],
      platforms: [],
      cacheFrom: [],
      cacheTo: [],
    });
  });

  it("of scaling", () => {
    const { scale, deploy } = normalisedService({ scale: { max: 5, cpu: 70 } });
    expect(scale).toEqual({ min: 1, max: 5, cpu: 70, memory: undefined });
    expect(deploy.replicas).toBe(1);
  });

  it("of what services share", () => {
    const shared = application({ networks: { back: {} }, volumes: { data: {} }, secrets: { key: {} } });
    expect(shared.networks).toEqual([
      { name: "default", path: "networks.default", internal: false },
      { name: "back", path: "networks.back", internal: false },
    ]);
    expect(shared.volumes).toEqual([
      { name: "data", path: "volumes.data", keep: true, renamedFrom: undefined, size: 1_073_741_824 },
    ]);
    expect(shared.secrets).toEqual([
      { name: "key", path: "secrets.key", source: { type: "config", key: "key" } },
    ]);
  });
});

describe("defaults that depend on others", () => {
  it("restart is no where a service waits for the completion", () => {
    const { services } = application({
      services: {
        web: service({ dependsOn: { migrate: { condition: "service_completed_successfully" } } }),
        migrate: service(),
      },
    });
    expect(services.map(({ name, restart }) => [name, restart])).toEqual([
      ["migrate", "no"],
      ["web", "unless-stopped"],
    ]);
  });

  it.each([
    ["stop-first for a volume of its own", "data:/data", "other:/data", "stop-first"],
    ["stop-first for a volume that others only read", "data:/data", "data:/data:ro", "stop-first"],
    ["start-first for a volume that others write to", "data:/data", "data:/data", "start-first"],
    ["start-first for a volume that it only reads", "data:/data:ro", "other:/data", "start-first"],
    ["start-first for a folder of the host", "/host:/data", "other:/data", "start-first"],
  ])("order is %s", (_, own, others, order) => {
    const { services } = application(
      {
        services: { web: service({ volumes: [own] }), api: service({ volumes: [others] }) },
        volumes: { data: {}, other: {} },
      },
      { files: files({ "/host/a": "" }) },
    );
    expect(services[0]?.deploy.updateConfig.order).toBe(order);
  });

  it("a reservation yields to a smaller limit, and a limit to a larger reservation", () => {
    const small = normalisedService({ deploy: { resources: { limits: { cpus: 0.05, memory: "32m" } } } });
    expect(small.deploy.resources.reservations).toEqual({ cpus: 0.05, memory: 33_554_432 });
    const large = normalisedService({ deploy: { resources: { reservations: { cpus: 2, memory: "1g" } } } });
    expect(large.deploy.resources.limits).toEqual({ cpus: 2, memory: 1_073_741_824, pids: 256 });
  });

  it("0 replicas stay 0", () => {
    expect(normalisedService({ deploy: { replicas: 0 } }).deploy.replicas).toBe(0);
  });
});

describe("what follows from other fields", () => {
  it.each<[NonNullable<ServiceSpec["restart"]> | undefined, boolean, string]>([
    [undefined, false, "server"],
    [undefined, true, "one-shot"],
    ["always", false, "server"],
    ["unless-stopped", false, "server"],
    ["on-failure", false, "server"],
    ["on-failure", true, "one-shot"],
    ["no", false, "one-shot"],
    ["no", true, "one-shot"],
  ])("restart %s, its completion being awaited: %s, makes a %s", (restart, awaited, lifetime) => {
    const condition = awaited ? "service_completed_successfully" : "service_started";
    const { services } = application({
      services: {
        task: service(restart === undefined ? {} : { restart }),
        web: service({ dependsOn: { task: { condition } } }),
      },
    });
    expect(services.map((each) => [each.name, each.lifetime])).toEqual([
      ["task", lifetime],
      ["web", "server"],
    ]);
  });

  it("a start takes as long as Docker would wait for a health that never comes", () => {
    const healthcheck = {
      test: ["CMD", "check"],
      retries: 4,
      timeout: "2500ms",
      startPeriod: "20s",
      startInterval: "2s",
    } as const;
    expect(normalisedService({ healthcheck }).startBudget).toBe(38_000);
    expect(normalisedService().startBudget).toBe(30_000);
  });

  it("every entry keeps its place for messages", () => {
    const { services, secrets } = application({
      services: {
        web: service({
          dependsOn: { db: { condition: "service_started" } },
          ports: ["80:80", "6001-6002:5000"],
          tmpfs: "/tmp",
          volumes: ["data:/data:ro", { type: "tmpfs", target: "/scratch" }],
          secrets: ["tls.key"],
          configs: [{ source: "settings" }],
          deploy: { replicas: 2 },
        }),
        db: service(),
      },
      volumes: { data: {} },
      secrets: { "tls.key": {} },
      configs: { settings: { content: "a" } },
    });
    const web = services.find(({ name }) => name === "web");
    const placed = [
      ...(web?.dependsOn ?? []),
      ...(web?.ports ?? []),
      ...(web?.tmpfs ?? []),
      ...(web?.volumes ?? []),
      ...(web?.secrets ?? []),
      ...(web?.configs ?? []),
      ...secrets,
    ];
    expect(placed.map(({ path }) => path)).toEqual([
      "services.web.dependsOn.db",
      "services.web.ports[0]",
      "services.web.ports[1]",
      "services.web.ports[1]",
      "services.web.tmpfs",
      "services.web.volumes[0]",
      "services.web.volumes[1]",
      "services.web.secrets[0]",
      "services.web.configs[0]",
      'secrets["tls.key"]',
    ]);
  });

  it("a volume is owned by the one service that writes to it, however often it mounts it", () => {
    const { services } = application({
      services: {
        db: service({ volumes: ["data:/data", "data:/copy", "shared:/shared", "read:/read:ro"] }),
        backup: service({ volumes: ["data:/data:ro", "shared:/shared", "own:/own"] }),
      },
      volumes: { data: {}, shared: {}, read: {}, own: {} },
    });
    expect(services.map(({ name, ownVolumes }) => [name, ownVolumes])).toEqual([
      ["db", ["data"]],
      ["backup", ["own"]],
    ]);
  });
});

describe("normalisation", () => {
  it("merges environment files and environment, the later winning, sorted by name", () => {
    const { services } = application(
      { services: { web: service({ envFile: ["a.env", "b.env"], environment: { C: 3, A: true } }) } },
      { files: files({ "/srv/shop/a.env": "A=a\nB=a\n# note\n", "/srv/shop/b.env": 'B="b c"\n' }) },
    );
    expect(Object.entries(services[0]?.environment ?? {})).toEqual([
      ["A", { type: "value", value: "true" }],
      ["B", { type: "value", value: "b c" }],
      ["C", { type: "value", value: "3" }],
    ]);
  });

  it("exposes every port that is named anywhere", () => {
    const { expose } = normalisedService({
      expose: [9000, 80],
      ports: ["81:80", "53:53/udp"],
      route: { port: 8000 },
      healthcheck: { http: { port: 8001 } },
    });
    expect(expose).toEqual([53, 80, 8000, 8001, 9000]);
  });

  it("reads configuration files", () => {
    const { configs } = application(
      { configs: { a: { content: "x" }, b: { file: "b.conf" } } },
      { files: files({ "/srv/shop/b.conf": "y" }) },
    );
    expect(configs).toEqual([
      { name: "a", path: "configs.a", content: "x" },
      { name: "b", path: "configs.b", content: "y" },
    ]);
  });

  it("says where each secret comes from", () => {
    const { secrets } = application({
      secrets: { a: { config: "key" }, b: { environment: "VAR" }, c: { file: "c.txt" } },
    });
    expect(secrets.map(({ source }) => source)).toEqual([
      { type: "config", key: "key" },
      { type: "environment", variable: "VAR" },
      { type: "file", path: "/srv/shop/c.txt" },
    ]);
  });

  it("leaves out services of other profiles, with the secrets that they alone use", () => {
    const fields = {
      services: {
        web: service({ secrets: ["shared"] }),
        debug: service({ profiles: ["debug"], secrets: ["shared", "own"], envFile: "missing.env" }),
      },
      secrets: { shared: {}, own: {} },
    };
    const { services, secrets } = application(fields);
    expect([services, secrets].map((each) => each.map(({ name }) => name))).toEqual([["web"], ["shared"]]);
    const options = { profiles: ["debug"], files: files({ "/srv/shop/missing.env": "" }) };
    const chosen = application(fields, options);
    expect(chosen.services.map(({ name }) => name)).toEqual(["web", "debug"]);
    expect(chosen.secrets.map(({ name }) => name)).toEqual(["shared", "own"]);
  });
});
