import { describe, expect, it } from "vitest";
import type { HealthcheckSpec, ServiceSpec } from "../../../../../components/application/index.ts";
import {
  faultsIn,
  faultsInService,
  files,
  normalisedService,
  service,
} from "../../../../support/builders.ts";

describe("names", () => {
  const form = 'lower-case letters, digits and "-", at most 40, with a letter first and no "-" last';

  it.each(["Web", "my_web", "1web", "web-", "w".repeat(41)])("rejects the service name %s", (name) => {
    expect(faultsIn({ services: { [name]: service() } })).toEqual([
      `services.${name}: not a name: "${name}"\n${form}`,
    ]);
  });

  it("rejects names that are reserved", () => {
    expect(faultsIn({ services: { "load-balancer": service() } })).toEqual([
      "services.load-balancer: the name load-balancer is reserved: Muelle's own load balancer has this name",
    ]);
  });

  it("rejects the names of the application, networks, volumes, secrets and configs", () => {
    expect(
      faultsIn({
        name: "My Shop",
        networks: { "a.b": {} },
        volumes: { A: {} },
        secrets: { "a b": {} },
        configs: { "-a": { content: "" } },
      }),
    ).toEqual([
      `name: not a name: "My Shop"\n${form}`,
      `networks["a.b"]: not a name: "a.b"\n${form}`,
      `volumes.A: not a name: "A"\n${form}`,
      'secrets["a b"]: not a name: "a b"\nlower-case letters, digits, ".", "_" and "-", at most 40, with a letter or digit first and last',
      'configs.-a: not a name: "-a"\nlower-case letters, digits, ".", "_" and "-", at most 40, with a letter or digit first and last',
    ]);
  });

  it("rejects the names of environment variables and labels", () => {
    expect(faultsInService({ environment: { "A=B": 1 }, labels: { "muelle.stack": "x", "": "y" } })).toEqual([
      'services.web.environment["A=B"]: not the name of an environment variable: "A=B"\nletters, digits, "_", "." and "-", with a letter or "_" first',
      'services.web.labels["muelle.stack"]: labels that begin with muelle. are Muelle\'s own',
      'services.web.labels[""]: a label needs a name',
    ]);
  });
});

describe("images", () => {
  it("rejects a service with neither image nor build", () => {
    expect(faultsIn({ services: { web: {} } })).toEqual([
      "services.web: neither image nor build\nname an `image` to pull, or say in `build` how it is built",
    ]);
  });

  it("rejects a service with both image and build", () => {
    const fields = { image: "a", build: { context: "." } };
    expect(faultsIn({ services: { web: fields } }, { files: files({ "/srv/shop/Dockerfile": "" }) })).toEqual(
      ["services.web: both image and build\nleave out one of them; a built image is named by its content"],
    );
  });

  it.each(["", "Postgres:17", "postgres:", "a b"])("rejects the image %j", (image) => {
    expect(faultsInService({ image })).toEqual([
      `services.web.image: not an image reference: ${JSON.stringify(image)}\nfor example "postgres:17"`,
    ]);
  });

  it.each(["postgres", "localhost:5000/a/b:1", `ghcr.io/a/b@sha256:${"0".repeat(64)}`, "a__b/c-d.e:v1.0_x"])(
    "takes the image %s",
    (image) => {
      expect(normalisedService({ image }).image).toBe(image);
    },
  );

  it("rejects a platform without architecture", () => {
    const build = { context: ".", platforms: ["linux"] };
    expect(faultsInService({ build }, {}, { files: files({ "/srv/shop/Dockerfile": "" }) })).toEqual([
      'services.web.build.platforms[0]: not a platform: "linux"\nfor example "linux/amd64"',
    ]);
  });
});

describe("healthchecks", () => {
  it.each<[HealthcheckSpec, string]>([
    [
      { test: ["CMD", "x"], http: { port: 1 } },
      "services.web.healthcheck: both test and http\nleave out one of them",
    ],
    [
      {},
      "services.web.healthcheck: neither test nor http\nsay with `http` what to ask for, or with `test` what to run",
    ],
    [{ test: ["CMD-SHELL"] }, "services.web.healthcheck.test: no command after CMD-SHELL"],
    [
      { http: { port: 1, path: "health" } },
      'services.web.healthcheck.http.path: not a path to ask for: "health"\nfor example "/health"',
    ],
    [{ test: ["CMD", "x"], interval: "0s" }, "services.web.healthcheck.interval: must be more than 0s"],
    [{ test: ["CMD", "x"], timeout: "0s" }, "services.web.healthcheck.timeout: must be more than 0s"],
  ])("rejects %j", (healthcheck, fault) => {
    expect(faultsInService({ healthcheck })).toEqual([fault]);
  });
});

describe("privileges", () => {
  it.each(["root", "0", "0:0", "root:staff", "00"])("rejects the user %s without allowRoot", (user) => {
    expect(faultsInService({ user })).toEqual([
      "services.web.user: runs as root\nname another user; where it must be root, say `allowRoot: true`",
    ]);
    expect(normalisedService({ user, allowRoot: true }).user).toBe(user);
  });

  it.each(["", "a b", "1000:", ":1"])("rejects the user %j", (user) => {
    expect(faultsInService({ user })).toEqual([
      `services.web.user: not a user: ${JSON.stringify(user)}\na name or number, with or without a group: "app", "1000:1000"`,
    ]);
  });

  it("rejects capabilities that do not exist", () => {
    expect(faultsInService({ capAdd: ["CAP_NET_ADMIN", "FLY"], capDrop: ["all"] })).toEqual([
      'services.web.capAdd[0]: not a Linux capability: "CAP_NET_ADMIN"\ndid you mean NET_ADMIN?',
      'services.web.capAdd[1]: not a Linux capability: "FLY"\nfor example "NET_BIND_SERVICE", without CAP_',
      'services.web.capDrop[0]: not a Linux capability: "all"\ndid you mean ALL?',
    ]);
  });

  it("rejects signals that do not exist", () => {
    expect(faultsInService({ stopSignal: "TERM" })).toEqual([
      'services.web.stopSignal: not a signal: "TERM"\ndid you mean SIGTERM?',
    ]);
  });
});

describe("notations", () => {
  it.each<[ServiceSpec, string]>([
    [{ stopGracePeriod: "1e3s" }, 'services.web.stopGracePeriod: not a duration: "1e3s"'],
    [{ route: { port: 1, timeout: "-1s" } }, 'services.web.route.timeout: not a duration: "-1s"'],
    [
      { healthcheck: { test: ["CMD", "x"], interval: "1e1s" } },
      'services.web.healthcheck.interval: not a duration: "1e1s"',
    ],
    [{ route: { port: 1, maxBodySize: "-1m" } }, 'services.web.route.maxBodySize: not a size: "-1m"'],
    [
      { deploy: { resources: { limits: { memory: "-64m" } } } },
      'services.web.deploy.resources.limits.memory: not a size: "-64m"',
    ],
    [{ ports: ["1:2", "80"] }, 'services.web.ports[1]: no port of the host in "80"'],
    [{ volumes: ["/data"] }, 'services.web.volumes[0]: not a mount: "/data"'],
    [{ tmpfs: "tmp" }, 'services.web.tmpfs: the path inside the container is not absolute: "tmp"'],
    [{ tmpfs: ["/a", "tmp"] }, 'services.web.tmpfs[1]: the path inside the container is not absolute: "tmp"'],
  ])("rejects %j", (fields, fault) => {
    expect(faultsInService(fields).map((each) => each.split("\n")[0])).toEqual([fault]);
  });

  it("rejects the size of a volume", () => {
    expect(faultsIn({ volumes: { data: { size: "-1g" } } }).map((each) => each.split("\n")[0])).toEqual([
      'volumes.data.size: not a size: "-1g"',
    ]);
  });
});

describe("resources", () => {
  it("rejects limits below the reservations", () => {
    const resources = {
      limits: { cpus: 0.5, memory: "64m" },
      reservations: { cpus: 1, memory: "1g" },
    } as const;
    expect(faultsInService({ deploy: { resources } })).toEqual([
      "services.web.deploy.resources.limits.cpus: 0.5 is less than the 1 that are reserved",
      "services.web.deploy.resources.limits.memory: 64m is less than the 1g that are reserved",
    ]);
  });

  it("rejects less memory than Docker starts a container with", () => {
    expect(faultsInService({ deploy: { resources: { limits: { memory: "4m" } } } })).toEqual([
      "services.web.deploy.resources.limits.memory: 4m is less than 6m, the least that Docker starts a container with",
    ]);
  });
});

describe("mount targets", () => {
  it("rejects two things at the same place", () => {
    expect(
      faultsInService(
        {
          volumes: ["data:/tmp/"],
          tmpfs: ["/tmp:size=1m"],
          secrets: [{ source: "key", target: "/key" }],
          configs: ["key"],
        },
        { volumes: { data: {} }, secrets: { key: {} }, configs: { key: { content: "" } } },
      ),
    ).toEqual([
      "services.web.tmpfs[0]: /tmp is already the target of services.web.volumes[0]",
      "services.web.configs[0]: /key is already the target of services.web.secrets[0]",
    ]);
  });
});

describe("files of the host", () => {
  it("rejects files that are not there", () => {
    expect(
      faultsIn(
        {
          services: {
            web: service({ build: { context: "web" }, envFile: "web.env", volumes: ["./inputs:/inputs:ro"] }),
            api: service({ build: { context: "api", dockerfile: "api.Dockerfile" } }),
          },
          configs: { settings: { file: "settings.ini" } },
        },
        { files: files({ "/srv/shop/api/main.py": "" }) },
      ),
    ).toEqual([
      "services.web.envFile: no such file: web.env (/srv/shop/web.env)",
      "configs.settings.file: no such file: settings.ini (/srv/shop/settings.ini)",
      "services.web.volumes[0]: no such file or folder on the host: /srv/shop/inputs",
      "services.web.build.context: no such folder: /srv/shop/web",
      "services.api.build.dockerfile: no such file: /srv/shop/api/api.Dockerfile\nit is looked up from the build context",
    ]);
  });

  it("rejects an environment file with a name that has no value", () => {
    const options = { files: files({ "/srv/shop/web.env": "A=1\nHOME\n" }) };
    expect(faultsInService({ envFile: ["web.env"] }, {}, options)).toEqual([
      "services.web.envFile[0]: no value for HOME\nwrite NAME=value; NAME= for an empty one",
    ]);
  });
});
