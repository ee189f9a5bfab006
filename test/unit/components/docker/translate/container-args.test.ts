import { describe, expect, it } from "vitest";
import { defineApplication, type ServiceSpec } from "../../../../../components/application/index.ts";
import {
  type Bindings,
  translateContainer,
} from "../../../../../components/docker/translate/container-args.ts";
import { normalisedService } from "../../../../support/builders.ts";

const bindings: Bindings = {
  identity: { application: "shop", stack: "dev" },
  limitsSwap: true,
  image: "shop/web:abc",
  networks: { default: "shop-default-1" },
  volumes: { data: "shop-data-1" },
  secrets: { token: "t0ken" },
  configs: { settings: "a=1\n" },
  prober: "shop-prober-1",
  files: "shop-web-files-1",
};

function translate(spec: Partial<ServiceSpec>, replica = 1): ReturnType<typeof translateContainer> {
  const application = defineApplication({
    name: "shop",
    services: { web: { image: "web:1", ...spec } },
    volumes: { data: {} },
    secrets: { token: {} },
    configs: { settings: { content: "a=1\n" } },
  });
  const service = application.services.find(({ name }) => name === "web");
  if (service === undefined) throw new Error("the service is not there");
  return translateContainer(service, replica, bindings);
}

const anyHash: unknown = expect.stringMatching(/^[0-9a-f]{12}$/);

describe("translateContainer", () => {
  it("has production habits by default", () => {
    expect(translate({})).toEqual({
      image: "shop/web:abc",
      envs: [],
      init: true,
      restart: "unless-stopped",
      mustRun: true,
      networkMode: "bridge",
      networksAdvanced: [{ name: "shop-default-1", aliases: ["web"] }],
      volumes: [],
      tmpfs: {},
      uploads: [],
      readOnly: false,
      capabilities: { adds: [], drops: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
      memory: 512,
      memorySwap: 1024,
      memoryReservation: 64,
      cpus: "1.0",
      logDriver: "json-file",
      logOpts: { "max-size": "10m", "max-file": "3" },
      labels: [
        { label: "com.docker.compose.container-number", value: "1" },
        { label: "com.docker.compose.oneoff", value: "False" },
        { label: "com.docker.compose.project", value: "shop-dev" },
        { label: "com.docker.compose.service", value: "web" },
        { label: "muelle.application", value: "shop" },
        { label: "muelle.config-hash", value: anyHash },
        { label: "muelle.service", value: "web" },
        { label: "muelle.stack", value: "dev" },
      ],
      stopTimeout: 10,
      destroyGraceSeconds: 10,
    });
  });

  it("labels a container with the hash of what the provider would let vanish in silence", () => {
    const hash = (spec: Partial<ServiceSpec>): unknown => {
      const labels: unknown = translate(spec).labels;
      if (!Array.isArray(labels)) throw new Error("no labels");
      return labels.find((label: { label: string }) => label.label === "muelle.config-hash");
    };
    const plain = hash({});
    expect(hash({ deploy: { replicas: 5 }, route: { port: 8000 } })).toEqual(plain);
    expect(hash({ deploy: { resources: { limits: { memory: "1g" } } } })).toEqual(plain);
    expect(hash({ deploy: { resources: { limits: { memory: "none" } } } })).not.toEqual(plain);
    expect(hash({ deploy: { resources: { limits: { cpus: 0.05 } } } })).not.toEqual(plain);
    expect(hash({ init: false })).not.toEqual(plain);
    expect(hash({ tmpfs: "/tmp" })).not.toEqual(plain);
    expect(hash({ command: ["run"] })).not.toEqual(plain);
    expect(hash({ environment: { A: "1" } })).not.toEqual(plain);
    expect(hash({ healthcheck: { test: ["CMD", "true"] } })).not.toEqual(plain);
  });

  it("says nothing of capabilities where it neither adds nor drops any", () => {
    expect(translate({ capDrop: [] })).not.toHaveProperty("capabilities");
    expect(translate({ capDrop: [], capAdd: ["CHOWN"] }).capabilities).toEqual({
      adds: ["CAP_CHOWN"],
      drops: [],
    });
  });

  it("publishes no port of the host: the load balancer does", () => {
    expect(translate({ ports: ["8000:8000"], route: { port: 8000 } })).not.toHaveProperty("ports");
  });

  it("carries no name, so that a replacement can stand beside what it replaces", () => {
    expect(translate({})).not.toHaveProperty("name");
  });

  it("sorts environment variables", () => {
    expect(translate({ environment: { B: 2, A: "1", C: true } }).envs).toEqual(["A=1", "B=2", "C=true"]);
  });

  it("asks for an HTTP health by the prober, which needs nothing of the image", () => {
    const { healthcheck, volumes } = translate({
      healthcheck: { http: { port: 8000, path: "/health" } },
      init: false,
    });
    expect(healthcheck).toEqual({
      tests: [
        "CMD",
        "/.muelle/busybox",
        "wget",
        "-q",
        "-T",
        "10",
        "-O",
        "/dev/null",
        "http://127.0.0.1:8000/health",
      ],
      interval: "30s",
      timeout: "10s",
      retries: 3,
      startPeriod: "30s",
      startInterval: "500ms",
    });
    expect(volumes).toEqual([{ volumeName: "shop-prober-1", containerPath: "/.muelle", readOnly: true }]);
  });

  it("fails where the prober that it needs is not there", () => {
    const web = normalisedService({ healthcheck: { http: { port: 8000 } } });
    expect(() => translateContainer(web, 1, { ...bindings, prober: undefined })).toThrow(
      new Error("there is no volume of the prober"),
    );
  });

  it("keeps a health command as it is", () => {
    const { healthcheck, volumes } = translate({
      healthcheck: { test: ["CMD", "true"], retries: 5 },
      init: false,
    });
    expect(healthcheck).toMatchObject({ tests: ["CMD", "true"], retries: 5 });
    expect(volumes).toEqual([]);
  });

  it("mounts the prober for a command too where it starts again what is not healthy", () => {
    expect(translate({ healthcheck: { test: ["CMD", "true"] } }).volumes).toEqual([
      { volumeName: "shop-prober-1", containerPath: "/.muelle", readOnly: true },
    ]);
  });

  it("lets a one-shot service end", () => {
    expect(translate({ restart: "no" })).toMatchObject({ restart: "no", mustRun: false });
  });

  it("keeps a server running that is restarted on failure alone", () => {
    expect(translate({ restart: "on-failure" })).toMatchObject({ restart: "on-failure", mustRun: true });
  });

  it("mounts volumes, paths of the host and memory", () => {
    const args = translate({
      volumes: ["data:/var/lib/data", "/usr:/in:ro", { type: "tmpfs", target: "/scratch", size: "1m" }],
      tmpfs: "/tmp:mode=1777",
    });
    expect(args.volumes).toEqual([
      { volumeName: "shop-data-1", containerPath: "/var/lib/data", readOnly: false },
      { hostPath: "/usr", containerPath: "/in", readOnly: true },
    ]);
    expect(args.tmpfs).toEqual({ "/tmp": "mode=1777", "/scratch": "size=1048576" });
  });

  it("brings secrets and configs as files", () => {
    const { uploads } = translate({
      secrets: ["token"],
      configs: [{ source: "settings", target: "/etc/settings.ini", mode: 0o400 }],
    });
    expect(uploads).toEqual([
      { file: "/run/secrets/token", content: "t0ken", permissions: "0444" },
      { file: "/etc/settings.ini", content: "a=1\n", permissions: "0400" },
    ]);
  });

  it("takes files over from a container of their own where the root file system is read-only", () => {
    const args = translate({ readOnly: true, secrets: ["token"] });
    expect(args.uploads).toEqual([]);
    expect(args.volumes).toEqual([{ fromContainer: "shop-web-files-1" }]);
  });

  it("spells capabilities as the engine gives them back", () => {
    expect(translate({ capAdd: ["NET_BIND_SERVICE"] }).capabilities).toEqual({
      adds: ["CAP_NET_BIND_SERVICE"],
      drops: ["ALL"],
    });
  });

  it("rounds limits up to whole mebibytes, and never gives a stop no time", () => {
    const args = translate({
      stopGracePeriod: "0s",
      deploy: { resources: { limits: { memory: "10000001b", cpus: 0.25 } } },
    });
    expect(args).toMatchObject({ memory: 10, cpus: "0.25", stopTimeout: 0, destroyGraceSeconds: 1 });
  });

  it("numbers the replicas", () => {
    expect(translate({}, 3).labels).toContainEqual({
      label: "com.docker.compose.container-number",
      value: "3",
    });
  });

  it("adds the author's labels to Muelle's", () => {
    const labels: unknown = translate({ labels: { team: "a" } }).labels;
    expect(labels).toEqual(
      expect.arrayContaining([
        { label: "muelle.application", value: "shop" },
        { label: "muelle.service", value: "web" },
        { label: "muelle.stack", value: "dev" },
        { label: "team", value: "a" },
      ]),
    );
  });
});
