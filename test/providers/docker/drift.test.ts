import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

describe("what was changed behind Pulumi's back on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;
  let before: Readonly<Record<string, string>>;
  let after: Readonly<Record<string, string>>;

  beforeAll(async () => {
    engine = await TestEngine.connect();
    stack = await TestStack.create("docker");
    await stack.up(`
      ${engine.container("kept")}
      ${engine.container("removed")}
      ${engine.container("stopped")}
      const network = new docker.Network("network", { labels: ${engine.labels} });
      export const networkId = network.id;
      const volume = new docker.Volume("volume", { labels: ${engine.labels} });
      export const volumeId = volume.id;`);
    before = await stack.outputs();
    await engine.docker.getContainer(before["removedId"] ?? "").remove({ force: true });
    await engine.docker.getContainer(before["stoppedId"] ?? "").stop({ t: 1 });
    await engine.docker.getNetwork(before["networkId"] ?? "").remove();
    await engine.docker.getVolume(before["volumeId"] ?? "").remove();
    await stack.must("up", "--yes", "--skip-preview", "--refresh");
    after = await stack.outputs();
  });
  afterAll(async () => {
    await stack.remove();
    await engine.clean();
  });

  it("is put back where it was removed: containers, networks and volumes", async () => {
    expect(after["removedId"]).not.toBe(before["removedId"]);
    expect((await engine.inspect(after["removedId"])).State.Running).toBe(true);
    expect(after["networkId"]).not.toBe(before["networkId"]);
    expect(await engine.remains()).toHaveLength(5);
  });

  it("is started again where it was stopped", async () => {
    expect(after["stoppedId"]).toBe(before["stoppedId"]);
    expect((await engine.inspect(after["stoppedId"])).State.Running).toBe(true);
  });

  it("is all that is touched", async () => {
    expect(after["keptId"]).toBe(before["keptId"]);
    await stack.mustBeUnchanged();
  });
});
