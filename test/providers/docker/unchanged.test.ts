import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../support/project.ts";
import { IMAGE, TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

let engine: TestEngine;
let stack: TestStack;

beforeAll(async () => {
  engine = await TestEngine.connect();
  stack = await TestStack.create("docker");
});
afterAll(async () => {
  await stack.remove();
  await engine.clean();
});

describe("an unchanged program on Docker", () => {
  it("changes nothing, whatever a container has, and leaves nothing behind when it is destroyed", async () => {
    const [dns, http] = [await freePort(), await freePort()];
    await stack.up(`
      const labels = ${engine.labels};
      const front = new docker.Network("front", { labels });
      const back = new docker.Network("back", { labels, internal: true });
      const volume = new docker.Volume("volume", { labels });
      const image = new docker.RemoteImage("image", { name: "${IMAGE}", keepLocally: true });
      const holder = new docker.Container("holder", {
        image: image.imageId, labels, command: ["true"], start: false, mustRun: false, networkMode: "none",
        volumes: [{ containerPath: "/run/secrets" }], uploads: [{ file: "/run/secrets/a", content: "1" }],
      });
      new docker.Container("web", {
        image: image.imageId, labels: [...labels, { label: "a", value: "1" }],
        entrypoints: ["sh", "-c"], command: ["trap 'exit 0' TERM; sleep 1000 & wait"],
        workingDir: "/tmp", user: "1000:1000", envs: ["B=2", "A=1"],
        networkMode: "bridge", networksAdvanced: [{ name: front.name, aliases: ["web"] }, { name: back.name, aliases: ["web"] }],
        volumes: [
          { volumeName: volume.name, containerPath: "/data" },
          { hostPath: "/etc", containerPath: "/host", readOnly: true },
          { fromContainer: holder.name },
        ],
        // In the order in which the engine tells them.
        ports: [
          { internal: 53, external: ${dns}, ip: "127.0.0.1", protocol: "udp" },
          { internal: 80, external: ${http}, ip: "127.0.0.1" },
        ],
        healthcheck: {
          tests: ["CMD", "true"], interval: "30s", timeout: "5s", startPeriod: "1m30s", startInterval: "500ms", retries: 3,
        },
        init: true, readOnly: true, tmpfs: { "/scratch": "size=1m", "/run": "" },
        cpus: "0.5", memory: 32, memorySwap: 64, memoryReservation: 16,
        capabilities: { adds: ["CAP_NET_BIND_SERVICE"], drops: ["ALL"] },
        securityOpts: ["no-new-privileges:true"], logDriver: "json-file", logOpts: { "max-size": "1m" },
        restart: "unless-stopped", stopSignal: "SIGTERM", stopTimeout: 4, destroyGraceSeconds: 5,
      });`);
    expect(await engine.remains()).toHaveLength(5);
    await stack.mustBeUnchanged();
    await stack.must("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes");
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await engine.remains()).toStrictEqual([]);
  });
});

/** What the components must say in the provider's own words. */
describe("the docker provider reads back in its own spelling", () => {
  it.each([
    ["a whole number of cpus", 'cpus: "1"', 'cpus: "1.0"'],
    ["a memory limit without swap", "memory: 32", "memory: 32, memorySwap: 64"],
    [
      "a capability without CAP_",
      'capabilities: { adds: ["NET_RAW"] }',
      'capabilities: { adds: ["CAP_NET_RAW"] }',
    ],
  ])("%s", async (_what, restless, quiet) => {
    await stack.up(engine.container("web", restless));
    expect((await stack.run("preview", "--expect-no-changes", "--refresh")).code).not.toBe(0);
    await stack.up(engine.container("web", quiet));
    await stack.mustBeUnchanged();
  });
});
