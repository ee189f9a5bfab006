import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Plugin } from "./support/plugin.ts";

describe("the docker stand-in as a plugin", () => {
  let plugin: Plugin;

  beforeAll(async () => {
    plugin = await Plugin.spawn();
  });
  afterAll(() => {
    plugin.stop();
  });

  it("says that it is the version of the SDK in use", async () => {
    const { default: sdk } = await import("@pulumi/docker/package.json", { with: { type: "json" } });
    expect(await plugin.version()).toBe(sdk.version);
  });

  it("rejects an engine that does not answer, saying how to start one", async () => {
    const configured = plugin.configure({ host: "unix:///nowhere/docker.sock" });
    await expect(configured).rejects.toThrow(
      /failed to connect to any docker daemon: nothing answers at unix:\/\/\/nowhere\/docker.sock; start Docker Desktop, or the engine with `sudo systemctl start docker`/,
    );
  });

  it("rejects a resource type that it does not know", async () => {
    await plugin.configure({});
    await expect(plugin.check("docker:index/secret:Secret", "s", {})).rejects.toThrow(
      "the stand-in for the docker provider does not support the resource type docker:index/secret:Secret; it knows " +
        "docker:index/remoteImage:RemoteImage, docker:index/network:Network, docker:index/volume:Volume, " +
        "docker:index/container:Container",
    );
  });

  it("takes previews, and leaves secrets to the engine", async () => {
    const response = await plugin.configure({ version: "5.2.0", registryAuth: "[]" });
    expect(response.getSupportspreview()).toBe(true);
    expect(response.getAcceptsecrets()).toBe(false);
  });
});
