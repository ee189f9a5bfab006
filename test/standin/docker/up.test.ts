import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isProperties, type Value } from "../../../tools/airgap/providers/kit/index.ts";
import { IMAGE, TestEngine } from "./support/engine.ts";
import { TestStack } from "./support/stack.ts";

/** An event of a container, as the engine tells it. */
interface ContainerEvent {
  readonly action: string;
  readonly name: string;
}

/** The names of the properties that the state holds encrypted. */
function encryptedIn(properties: Value | undefined): string[] {
  const entries = isProperties(properties) ? Object.entries(properties) : [];
  return entries
    .flatMap(([name, value]) => (isProperties(value) && "ciphertext" in value ? [name] : []))
    .sort();
}

describe("the docker stand-in under a real `pulumi up`", () => {
  let engine: TestEngine;
  let stack: TestStack;

  beforeAll(async () => {
    engine = await TestEngine.connect();
  });
  beforeEach(async () => {
    stack = await TestStack.create();
  });
  afterEach(async () => {
    await stack.remove();
  });
  afterAll(async () => {
    await engine.clean();
  });

  /** Source of a container that serves until it is told to stop. */
  function container(name: string, args: string, options = "{}"): string {
    return `const ${name} = new docker.Container("${name}", {
      image: "${IMAGE}", labels: ${JSON.stringify(engine.labels)},
      command: ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"],
      ${args}
    }, ${options});
    export const ${name}Id = ${name}.id;\n`;
  }

  /** Every event of this run's containers since then, in the engine's order. */
  async function eventsSince(since: number): Promise<ContainerEvent[]> {
    const stream = await engine.docker.getEvents({
      since,
      until: await engineTime(),
      filters: { type: ["container"], label: [`muelle.standin-test=${engine.run}`] },
    });
    let text = "";
    for await (const chunk of stream) text += chunk.toString();
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => /"Action":"([^"]+)".*?"name":"([^"]+)"/.exec(line))
      .map((match) => ({ action: match?.[1] ?? "", name: match?.[2] ?? "" }));
  }

  async function engineTime(): Promise<number> {
    const info: unknown = await engine.docker.info();
    if (typeof info !== "object" || info === null || !("SystemTime" in info))
      throw new Error("no time in info");
    return Date.parse(String(info.SystemTime)) / 1000;
  }

  it("brings everything up, finds nothing to do then, and leaves nothing behind", async () => {
    const labels = JSON.stringify(engine.labels);
    await stack.program(`
      const labels = ${labels};
      const network = new docker.Network("network", { labels });
      const volume = new docker.Volume("volume", { labels });
      const image = new docker.RemoteImage("image", { name: "${IMAGE}", keepLocally: true });
      new docker.Container("web", {
        image: image.imageId, labels: [...labels, { label: "a", value: "1" }],
        command: ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"],
        networkMode: "bridge", networksAdvanced: [{ name: network.name, aliases: ["web"] }],
        volumes: [{ volumeName: volume.name, containerPath: "/data" }, { containerPath: "/cache" }],
        envs: ["B=2", "A=1"], ports: [{ internal: 80, ip: "127.0.0.1" }],
        healthcheck: { tests: ["CMD", "true"], interval: "100ms", startInterval: "100ms" }, wait: true,
        init: true, memory: 32, cpus: "0.5", capabilities: { drops: ["ALL"] }, logDriver: "json-file",
        logOpts: { "max-size": "1m" }, securityOpts: ["no-new-privileges:true"], restart: "unless-stopped",
        destroyGraceSeconds: 5,
      });`);
    await stack.up();
    expect(await engine.remains()).toHaveLength(3);
    expect((await stack.run("preview", "--expect-no-changes")).code).toBe(0);
    expect((await stack.run("up", "--yes", "--refresh", "--skip-preview", "--expect-no-changes")).code).toBe(
      0,
    );
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await engine.remains()).toStrictEqual([]);
  });

  it("creates the new container before the old one goes when the program asks for it", async () => {
    const options = "{ deleteBeforeReplace: false }";
    await stack.program(container("web", 'envs: ["PROBE=1"],', options));
    await stack.up();
    const old = await stack.output("webId");
    const since = await engineTime();
    await stack.program(container("web", 'envs: ["PROBE=2"],', options));
    await stack.up();
    const fresh = await stack.output("webId");
    expect(fresh).not.toBe(old);
    const { Name } = await engine.docker.getContainer(fresh).inspect();
    const events = await eventsSince(since);
    const started = events.findIndex(({ action, name }) => action === "start" && `/${name}` === Name);
    const killed = events.findIndex(({ action, name }) => action === "kill" && `/${name}` !== Name);
    expect(started).toBeGreaterThanOrEqual(0);
    expect(killed).toBeGreaterThan(started);
  });

  it("deletes the old container first where the program does not object, as every container asks for", async () => {
    const name = `fixed-${engine.run}`;
    await stack.program(container("web", `name: "${name}", envs: ["PROBE=1"],`));
    await stack.up();
    const old = await stack.output("webId");
    const since = await engineTime();
    await stack.program(container("web", `name: "${name}", envs: ["PROBE=2"],`));
    await stack.up();
    expect(await stack.output("webId")).not.toBe(old);
    const actions = (await eventsSince(since)).map(({ action }) => action);
    const order = actions.filter((action) => ["destroy", "create", "start"].includes(action));
    expect(order).toStrictEqual(["destroy", "create", "start"]);
  });

  it("keeps secrets out of the state, in the inputs and in the outputs", async () => {
    await stack.program(
      container(
        "web",
        `envs: [pulumi.interpolate\`PASSWORD=\${pulumi.secret("geheim-env")}\`],
         uploads: [{ file: "/pw", content: pulumi.secret("geheim-file") }],`,
      ),
    );
    const output = await stack.must("up", "--yes", "--diff", "--non-interactive");
    const state = await stack.stateText();
    expect(state + output).not.toContain("geheim");
    const web = await stack.resource("web");
    expect(encryptedIn(web.inputs)).toStrictEqual(["envs", "uploads"]);
    expect(encryptedIn(web.outputs)).toStrictEqual(["envs", "uploads"]);
    const info = await engine.docker.getContainer(await stack.output("webId")).inspect();
    expect(info.Config.Env).toContain("PASSWORD=geheim-env");
  });

  it("puts back what was removed behind Pulumi's back, and nothing else", async () => {
    await stack.program(container("kept", "") + container("removed", ""));
    await stack.up();
    const kept = await stack.output("keptId");
    const removed = await stack.output("removedId");
    await engine.docker.getContainer(removed).remove({ force: true });
    await stack.must("up", "--yes", "--skip-preview", "--refresh");
    expect(await stack.output("keptId")).toBe(kept);
    const again = await stack.output("removedId");
    expect(again).not.toBe(removed);
    expect((await engine.docker.getContainer(again).inspect()).State.Running).toBe(true);
  });

  it("shows in a preview what will be replaced, and touches nothing", async () => {
    await stack.program(container("web", 'envs: ["A=1"],'));
    await stack.up();
    const since = await engineTime();
    await stack.program(container("web", 'envs: ["A=2"],'));
    const preview = await stack.must("preview", "--diff");
    expect(preview).toContain("docker:index/container:Container: (replace)");
    expect(preview).toMatch(/~ envs: \[\s+~ \[0\]: "A=1" => "A=2"/);
    expect(await eventsSince(since)).toStrictEqual([]);
  });

  it("fails with every fault of the inputs before anything is created", async () => {
    await stack.program(
      container("web", 'restart: "sometimes", gpus: "all", uploads: [{ file: "pw", content: "x" }],'),
    );
    const { code, output } = await stack.run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain('must be one of "no", "on-failure", "always", "unless-stopped"');
    expect(output).toContain("the stand-in does not support this field: it is not needed by the components");
    expect(output).toContain("must be an absolute path in the container");
    expect(await engine.remains()).toStrictEqual([]);
  });

  it("leaves the old container running when the new one does not get healthy", async () => {
    const args = (test: string) =>
      `healthcheck: { tests: ["CMD", "${test}"], interval: "100ms", retries: 1 }, wait: true, waitTimeout: 2,`;
    const options = "{ deleteBeforeReplace: false }";
    await stack.program(container("web", args("true"), options));
    await stack.up();
    const old = await stack.output("webId");
    await stack.program(container("web", args("false"), options));
    const { code, output } = await stack.run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("container failed to be in healthy state within 2 s (waitTimeout)");
    expect((await engine.docker.getContainer(old).inspect()).State.Running).toBe(true);
  });

  it("forgets a failed wait at the next update, as the real provider does", async () => {
    const args =
      'healthcheck: { tests: ["CMD", "false"], interval: "100ms", retries: 1 }, wait: true, waitTimeout: 1,';
    await stack.program(container("web", args));
    expect((await stack.run("up", "--yes", "--skip-preview")).code).not.toBe(0);
    expect(await stack.up()).toMatch(/~ 1 updated/);
    const { State } = await engine.docker.getContainer(await stack.output("webId")).inspect();
    expect(State.Health?.Status).toBe("unhealthy");
  });

  it("brings up twenty containers at once", async () => {
    const twenty = Array.from({ length: 20 }, (_, index) => container(`c${index}`, 'networkMode: "none",'));
    await stack.program(twenty.join(""));
    await stack.up();
    expect(await engine.remains()).toHaveLength(20);
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await engine.remains()).toStrictEqual([]);
  });
});
