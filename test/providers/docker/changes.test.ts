import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContainerEvent, TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

const CHECK = 'healthcheck: { tests: ["CMD", "true"], interval: "30s" },';

/** One program in two versions; each container shows what becomes of one kind of change. */
function program(engine: TestEngine, version: 1 | 2): string {
  const first = version === 1;
  const env = `envs: ["PROBE=${version}"],`;
  const lost = first
    ? "init: true, tmpfs: {}, cpuQuota: 50000, cpuPeriod: 100000,"
    : 'init: false, tmpfs: { "/scratch": "size=1m" }, cpuQuota: 20000, cpuPeriod: 100000,';
  const limits = first
    ? 'memory: 32, memorySwap: 64, memoryReservation: 16, restart: "no",'
    : 'memory: 48, memorySwap: 96, memoryReservation: 24, restart: "on-failure", maxRetryCount: 2,';
  const taken = first ? `envs: ["PROBE=1"], ${CHECK}` : "";
  return [
    engine.container("rolling", env, "{ deleteBeforeReplace: false }"),
    engine.container("unsaid", env),
    engine.container("fixed", `name: "fixed-${engine.run}", ${env}`),
    engine.container("limited", limits),
    engine.container("lost", lost),
    engine.container("asked", lost, '{ replaceOnChanges: ["init", "tmpfs", "cpuQuota"] }'),
    engine.container("checked", CHECK.replace("30s", first ? "30s" : "20s")),
    engine.container("taken", taken),
    engine.container(
      "hashed",
      `${taken} labels: [...${engine.labels}, { label: "config-hash", value: "${version}" }],`,
    ),
  ].join("");
}

describe("a change of a container on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;
  let preview: string;
  let inPreview: readonly ContainerEvent[];
  let events: readonly ContainerEvent[];
  let before: Readonly<Record<string, string>>;
  let after: Readonly<Record<string, string>>;

  beforeAll(async () => {
    engine = await TestEngine.connect();
    stack = await TestStack.create("docker");
    await stack.up(program(engine, 1));
    before = await stack.outputs();
    const since = await engine.now();
    await stack.program(program(engine, 2));
    preview = await stack.must("preview", "--diff");
    inPreview = await engine.eventsSince(since);
    await stack.up();
    events = await engine.eventsSince(since);
    after = await stack.outputs();
  });
  afterAll(async () => {
    await stack.remove();
    await engine.clean();
  });

  /** What happened to the containers that a program names so, in order. */
  function orderOf(name: string): readonly string[] {
    return events
      .filter((event) => event.name.startsWith(`${name}-`))
      .map(({ action }) => action)
      .filter((action) => ["create", "start", "die", "destroy"].includes(action));
  }

  it("is shown by the preview, which touches nothing", () => {
    expect(preview).toContain("docker:index/container:Container: (replace)");
    expect(preview).toContain("PROBE=2");
    expect(inPreview).toStrictEqual([]);
  });

  it("makes the new container before the old one goes where the program asks for it", () => {
    expect(after["rollingId"]).not.toBe(before["rollingId"]);
    expect(orderOf("rolling")).toStrictEqual(["create", "start", "die", "destroy"]);
  });

  it("gives each new container a name of its own", async () => {
    const { Name } = await engine.inspect(after["rollingId"]);
    expect(Name).toMatch(/^\/rolling-[0-9a-f]{7}$/);
    const names = events.filter(({ name }) => name.startsWith("rolling-")).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
  });

  it.each(["unsaid", "fixed"])(
    "deletes the old container first where the program does not object: %s",
    (name) => {
      expect(orderOf(name)).toStrictEqual(["die", "destroy", "create", "start"]);
    },
  );

  it("of memory and the restart policy reaches the container that runs", async () => {
    expect(after["limitedId"]).toBe(before["limitedId"]);
    const { HostConfig } = await engine.inspect(after["limitedId"]);
    expect(HostConfig).toMatchObject({
      Memory: 48 * 1024 * 1024,
      MemorySwap: 96 * 1024 * 1024,
      MemoryReservation: 24 * 1024 * 1024,
      RestartPolicy: { Name: "on-failure", MaximumRetryCount: 2 },
    });
  });

  it("of init, tmpfs or a CPU quota is lost without a word, unless the program asks for a replacement", async () => {
    expect(after["lostId"]).toBe(before["lostId"]);
    expect((await engine.inspect(after["lostId"])).HostConfig).toMatchObject({
      Init: true,
      CpuQuota: 50_000,
    });
    expect(after["askedId"]).not.toBe(before["askedId"]);
    expect((await engine.inspect(after["askedId"])).HostConfig).toMatchObject({
      Init: false,
      Tmpfs: { "/scratch": "size=1m" },
      CpuQuota: 20_000,
    });
  });

  it("of the health check alone is lost as well", () => {
    expect(after["checkedId"]).toBe(before["checkedId"]);
  });

  it("that takes something away is no change to the provider, unless a label changes with it", async () => {
    expect(after["takenId"]).toBe(before["takenId"]);
    expect((await engine.inspect(after["takenId"])).Config.Env).toContain("PROBE=1");
    expect(after["hashedId"]).not.toBe(before["hashedId"]);
    const { Config } = await engine.inspect(after["hashedId"]);
    expect(Config.Env).not.toContain("PROBE=1");
    expect(Config.Healthcheck).toBeUndefined();
  });

  it("is made once", async () => {
    await stack.must("preview", "--diff", "--expect-no-changes");
  });
});
