import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

const START_FIRST = "{ deleteBeforeReplace: false }";

describe("an update that fails on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;

  beforeAll(async () => {
    engine = await TestEngine.connect();
  });
  beforeEach(async () => {
    stack = await TestStack.create("docker");
  });
  afterEach(async () => {
    await stack.remove();
    await engine.clean();
  });

  it("tells every fault of a container's inputs before it is made", async () => {
    const more = 'restart: "sometimes", uploads: [{ file: "/pw", content: "x", permissions: "9" }],';
    const output = await stack.failedUp(engine.container("web", more));
    expect(output).toContain("'sometimes' doesn't match the pattern");
    expect(output).toContain("'9' doesn't match the pattern");
    expect(await engine.remains()).toStrictEqual([]);
  });

  it("leaves the old container running when the new one does not start, and the next update clears up", async () => {
    await stack.up(engine.container("web", 'envs: ["PROBE=1"],', START_FIRST));
    const { webId: old } = await stack.outputs();
    const bad = engine.container("web", 'entrypoints: ["/no-such-program"],', START_FIRST);
    expect(await stack.failedUp(bad)).toContain("Unable to start container");
    expect((await engine.inspect(old)).State.Running).toBe(true);
    await stack.up(engine.container("web", 'envs: ["PROBE=2"],', START_FIRST));
    const { webId: fresh } = await stack.outputs();
    const left = await engine.containersOf("web");
    expect(left.map(({ Id, State }) => [Id, State])).toStrictEqual([[fresh, "running"]]);
  });

  it("keeps a container that could not start in the state, so that it is not forgotten", async () => {
    await stack.up(engine.container("first", 'ports: [{ internal: 80, ip: "127.0.0.1" }],'));
    const { firstId } = await stack.outputs();
    const [bound] = Object.values((await engine.inspect(firstId)).NetworkSettings.Ports);
    const ports = `ports: [{ internal: 80, external: ${bound?.[0]?.HostPort ?? ""}, ip: "127.0.0.1" }],`;
    const both = engine.container("first", 'ports: [{ internal: 80, ip: "127.0.0.1" }],');
    expect(await stack.failedUp(both + engine.container("second", ports))).toMatch(
      /Unable to start container: .*port is already allocated/s,
    );
    expect((await stack.resource("second")).initErrors?.join()).toContain("port is already allocated");
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await engine.remains()).toStrictEqual([]);
  });

  it("names the engine that does not answer", async () => {
    const output = await stack.failedUp(`
      const provider = new docker.Provider("nowhere", { host: "unix:///nowhere/docker.sock" });
      new docker.Network("network", {}, { provider });`);
    expect(output).toContain("make sure that unix:///nowhere/docker.sock is reachable");
  });
});

it("twenty containers come up at once, and go at once", async () => {
  const engine = await TestEngine.connect();
  const stack = await TestStack.create("docker");
  try {
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    await stack.up(names.map((name) => engine.container(name, 'networkMode: "none",')).join(""));
    expect(await engine.remains()).toHaveLength(20);
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await engine.remains()).toStrictEqual([]);
  } finally {
    await stack.remove();
    await engine.clean();
  }
});
