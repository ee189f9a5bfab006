import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMAGE, TestEngine } from "../support/engine.ts";
import { TestStack } from "../support/stack.ts";

describe("images on Docker", () => {
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

  it("are named by the engine's own id, which a container runs from, and stay if they are to be kept", async () => {
    await stack.up(`
      const image = new docker.RemoteImage("image", { name: "${IMAGE}", keepLocally: true });
      export const imageId = image.imageId;
      ${engine.container("web").replace(`image: "${IMAGE}"`, "image: image.imageId")}`);
    const { Id } = await engine.docker.getImage(IMAGE).inspect();
    const { imageId, webId } = await stack.outputs();
    expect(imageId).toBe(Id);
    expect((await engine.inspect(webId)).Image).toBe(Id);
    await stack.mustBeUnchanged();
    await stack.must("destroy", "--yes", "--skip-preview");
    expect((await engine.docker.getImage(IMAGE).inspect()).Id).toBe(Id);
  });

  it("lose their name when they are not to be kept", async () => {
    const name = `muelle-providers-test:${engine.run}`;
    await engine.docker.getImage(IMAGE).tag({ repo: "muelle-providers-test", tag: engine.run });
    await stack.up(`new docker.RemoteImage("own", { name: "${name}" });`);
    await stack.up("");
    await expect(engine.docker.getImage(name).inspect()).rejects.toThrow(/no such image/i);
  });

  it("that are nowhere fail by name", async () => {
    const name = `127.0.0.1:9/muelle-nowhere:${engine.run}`;
    const output = await stack.failedUp(`new docker.RemoteImage("nowhere", { name: "${name}" });`);
    expect(output).toContain(`unable to pull image ${name}`);
  });
});
