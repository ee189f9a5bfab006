import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContainerEvent, TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

/** Ends a moment after it is told to, and writes down that it did. */
const GRACEFUL = "trap 'sleep 0.3; echo done > /kept/file; exit 0' TERM; sleep 1000 & wait";
const STUBBORN = "trap '' TERM; while true; do sleep 1; done";

describe("a container that is deleted on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;
  let anonymous: string;
  let events: readonly ContainerEvent[];

  beforeAll(async () => {
    engine = await TestEngine.connect();
    stack = await TestStack.create("docker");
    const kept = `const kept = new docker.Volume("kept", { labels: ${engine.labels} });`;
    const mounted = '{ volumeName: kept.name, containerPath: "/kept" }';
    const told = `command: ["sh", "-c", ${JSON.stringify(GRACEFUL)}], destroyGraceSeconds: 10,
      volumes: [${mounted}, { containerPath: "/anonymous" }],`;
    await stack.up(
      kept +
        engine.container("graceful", told) +
        engine.container("stubborn", `command: ["sh", "-c", ${JSON.stringify(STUBBORN)}],`),
    );
    const { Mounts } = await engine.inspect((await stack.outputs())["gracefulId"]);
    anonymous = Mounts.find(({ Destination }) => Destination === "/anonymous")?.Name ?? "";
    const since = await engine.now();
    await stack.up(kept);
    events = await engine.eventsSince(since);
    await stack.up(kept + engine.script("reader", "cat /kept/file", `volumes: [${mounted}],`));
  });
  afterAll(async () => {
    await stack.remove();
    await engine.clean();
  });

  function when(name: string, action: string): number {
    const found = events.find((event) => event.name.startsWith(name) && event.action === action);
    if (found === undefined) throw new Error(`${name} has no event ${action}`);
    return found.time;
  }

  it("is told to stop and given the time that the program says", async () => {
    expect((await stack.outputs())["readerLogs"]).toBe("done\n");
  });

  it("is killed at once where the program says none", () => {
    // Docker's own default would have waited for ten seconds.
    expect(when("stubborn", "die") - when("stubborn", "kill")).toBeLessThan(5);
  });

  it("takes its anonymous volumes along, and leaves those with a name", async () => {
    expect(anonymous).not.toBe("");
    await expect(engine.docker.getVolume(anonymous).inspect()).rejects.toThrow(/no such volume/);
    expect((await engine.remains()).some((name) => name.startsWith("kept-"))).toBe(true);
  });
});
