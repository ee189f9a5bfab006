import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestEngine } from "../support/engine.ts";
import { encryptedIn, TestStack } from "../support/stack.ts";

/** A container with a secret in its environment and one in a file. */
function program(engine: TestEngine, secret: string): string {
  return engine.container(
    "web",
    `envs: [pulumi.interpolate\`PASSWORD=\${pulumi.secret("${secret}-env")}\`],
     uploads: [{ file: "/pw", content: pulumi.secret("${secret}-file") }],`,
  );
}

describe("secrets of a container on Docker", () => {
  let engine: TestEngine;
  let stack: TestStack;
  let printed = "";

  beforeAll(async () => {
    engine = await TestEngine.connect();
    stack = await TestStack.create("docker");
    await stack.program(program(engine, "geheim-1"));
    printed += await stack.must("up", "--yes", "--diff");
    await stack.program(program(engine, "geheim-2"));
    printed += await stack.must("preview", "--diff");
    printed += await stack.must("preview", "--diff", "--refresh");
    printed += await stack.must("up", "--yes", "--diff");
    printed += await stack.must("refresh", "--yes", "--diff");
  });
  afterAll(async () => {
    await stack.remove();
    await engine.clean();
  });

  it("reach the container", async () => {
    const { Config } = await engine.inspect((await stack.outputs())["webId"]);
    expect(Config.Env).toContain("PASSWORD=geheim-2-env");
  });

  it("are never printed: by previews, updates and refreshes", () => {
    expect(printed).not.toContain("geheim");
  });

  it("are encrypted in the state, in the inputs and in the outputs", async () => {
    expect(await stack.stateText()).not.toContain("geheim");
    const { inputs, outputs } = await stack.resource("web");
    expect(encryptedIn(inputs)).toStrictEqual(["envs", "uploads"]);
    expect(encryptedIn(outputs)).toEqual(expect.arrayContaining(["envs", "uploads"]));
  });
});
