import { describe, expect, it } from "vitest";
import { deadLocks, readLock, unfinished } from "../../../../tools/pulumi/interrupted.ts";

describe("deadLocks", () => {
  const ours = { pid: 12, hostname: "here" };

  it("finds locks of this machine whose process is gone", () => {
    expect(deadLocks([ours], "here", () => false)).toEqual([ours]);
  });

  it.each([
    ["the process runs", [ours], "here", true],
    ["it is another machine's", [ours], "elsewhere", false],
    ["one of them may still be in use", [ours, { pid: 13, hostname: "there" }], "here", false],
    ["there is none", [], "here", false],
  ])("touches nothing where %s", (_, locks, hostname, alive) => {
    expect(deadLocks(locks, hostname, () => alive)).toEqual([]);
  });

  it("reads who holds a lock", () => {
    const text = '{"pid":21829,"username":"me","hostname":"here","timestamp":"2026-11-21T05:19:57Z"}';
    expect(readLock(text)).toEqual({ pid: 21829, hostname: "here" });
  });
});

describe("unfinished", () => {
  const pending = (type: string, resource: string, name: string): object => ({
    type,
    resource: { type: resource, urn: "urn", inputs: { name } },
  });
  const state = (operations: object[] | undefined): string =>
    JSON.stringify({ version: 3, deployment: { resources: [{ urn: "a" }], pending_operations: operations } });

  it("names what was being created on the engine, and nothing that was changed or deleted", () => {
    const operations = [
      pending("creating", "docker:index/container:Container", "web-1-a"),
      pending("creating", "docker:index/volume:Volume", "data-b"),
      pending("creating", "muelle:docker:Readiness", "web"),
      pending("deleting", "docker:index/container:Container", "web-1-old"),
    ];
    const found = unfinished(state(operations));
    expect(found.operations).toBe(4);
    expect(found.creates).toEqual([
      { kind: "container", name: "web-1-a" },
      { kind: "volume", name: "data-b" },
    ]);
  });

  it("takes the operations off the state and leaves everything else in it", () => {
    const { cleared } = unfinished(state([pending("updating", "docker:index/network:Network", "n")]));
    expect(cleared).toEqual({
      version: 3,
      deployment: { resources: [{ urn: "a" }], pending_operations: [] },
    });
  });

  it("finds nothing in a state that is whole", () => {
    expect(unfinished(state(undefined))).toMatchObject({ operations: 0, creates: [] });
  });
});
