import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

/** A container in two networks, one by name and one by id, and others that look for its aliases. */
function program(engine: TestEngine, network = "", volume = ""): string {
  const { labels } = engine;
  const after = "{ dependsOn: [api] }";
  const from = (name: string) => `networksAdvanced: [{ name: ${name}.name }],`;
  return `
    const front = new docker.Network("front", { labels: [...${labels}, { label: "b", value: "2" }], ${network} });
    const back = new docker.Network("back", { labels: ${labels}, internal: true });
    const data = new docker.Volume("data", { labels: ${labels}, ${volume} });
    ${engine.container(
      "api",
      `networksAdvanced: [{ name: front.name, aliases: ["api", "api-1"] }, { name: back.id, aliases: ["hidden"] }],
       volumes: [{ volumeName: data.name, containerPath: "/data" }],`,
    )}
    ${engine.script("front1", "nslookup api-1", from("front"), after)}
    ${engine.script("back1", "nslookup hidden", from("back"), after)}
    ${engine.script("front2", "nslookup hidden", from("front"), after)}
    export const frontName = front.name;
    export const backName = back.name;
    export const dataId = data.id;
    export const dataName = data.name;`;
}

describe("networks and volumes on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;
  let outputs: Readonly<Record<string, string>>;

  beforeAll(async () => {
    engine = await TestEngine.connect();
    stack = await TestStack.create("docker");
    await stack.up(program(engine));
    outputs = await stack.outputs();
  });
  afterAll(async () => {
    await stack.remove();
    await engine.clean();
  });

  it("get generated names, and are what was asked for", async () => {
    expect(outputs["backName"]).toMatch(/^back-[0-9a-f]{7}$/);
    expect((await engine.docker.getNetwork(outputs["backName"] ?? "").inspect()).Internal).toBe(true);
    expect(outputs["dataName"]).toMatch(/^data-[0-9a-f]{7}$/);
    expect(outputs["dataId"]).toBe(outputs["dataName"]);
  });

  it("are all that a container is in, though its network mode is the bridge", async () => {
    const { NetworkSettings, HostConfig } = await engine.inspect(outputs["apiId"]);
    const names = [outputs["backName"], outputs["frontName"]];
    expect(Object.keys(NetworkSettings.Networks).sort()).toStrictEqual(names);
    expect(HostConfig.NetworkMode).toBe("bridge");
  });

  it("make a container found by its aliases, each in its own network", () => {
    expect(outputs["front1Logs"]).toMatch(/Name:\s+api-1\s+Address/);
    expect(outputs["back1Logs"]).toMatch(/Name:\s+hidden\s+Address/);
    expect(outputs["front2Logs"]).not.toMatch(/Name:\s+hidden\s+Address/);
  });

  it("are not changed by another order of labels", async () => {
    await stack.program(
      program(engine).replaceAll(/labels: \[(\.\.\.\[.*?\]), (\{.*?\})\]/g, "labels: [$2, $1]"),
    );
    await stack.must("preview", "--diff", "--expect-no-changes");
  });

  it("are replaced for any change: the preview says so, for a volume too", async () => {
    await stack.program(
      program(engine, "attachable: true,", 'driverOpts: { type: "tmpfs", device: "tmpfs" },'),
    );
    const preview = await stack.must("preview", "--diff");
    expect(preview).toContain("docker:index/network:Network: (replace)");
    expect(preview).toContain("docker:index/volume:Volume: (replace)");
  });
});

describe("networks and volumes that are there already", () => {
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

  it("are not made twice: a network's name is taken, and the error says so", async () => {
    const name = `taken-${engine.run}`;
    await engine.docker.createNetwork({ Name: name, Labels: engine.ownLabels });
    const output = await stack.failedUp(
      `new docker.Network("taken", { name: "${name}", labels: ${engine.labels} });`,
    );
    expect(output).toContain(`network with name ${name} already exists`);
  });

  it("are taken into a stack by import, with what is in them", async () => {
    const name = `found-${engine.run}`;
    await engine.docker.createVolume({ Name: name, Labels: engine.ownLabels });
    const read = engine.script(
      "reader",
      "echo kept >> /data/file; cat /data/file",
      'volumes: [{ volumeName: found.name, containerPath: "/data" }],',
    );
    const found = (options: string) =>
      `const found = new docker.Volume("found", { name: "${name}", labels: ${engine.labels} }, ${options});`;
    expect(await stack.up(found(`{ import: "${name}" }`))).toContain("1 imported");
    await stack.mustBeUnchanged();
    await stack.up(found("{}") + read);
    expect((await stack.outputs())["readerLogs"]).toBe("kept\n");
  });
});
