import { delimiter } from "node:path";
import { describe, expect, it } from "vitest";
import { withDockerClient } from "../../../../airgap/engine/client.ts";
import { environmentOf } from "../../../../airgap/setup/environment-of.ts";

const MACHINE = {
  root: "/clone",
  folders: { cache: "/cache", config: "/config" },
  env: { PATH: "/usr/bin" },
};

/** Nothing is on this PATH. */
const NO_CLIENT = { PATH: "/nowhere" };

describe("environmentOf", () => {
  it("has nothing to add where the user has Pulumi and Pulumi downloads its plugins", () => {
    expect(environmentOf({ cli: "path", ownPlugins: false }, MACHINE)).toEqual({ path: [], variables: {} });
  });

  it.each([
    ["official", /^\/cache\/parts\/pulumi-official-[0-9a-f]{16}\/bin$/],
    ["built", /^\/cache\/parts\/pulumi-[0-9a-f]{16}$/],
  ] as const)("has the %s Pulumi of the cache on the PATH", (cli, folder) => {
    expect(environmentOf({ cli, ownPlugins: false }, MACHINE).path).toEqual([expect.stringMatching(folder)]);
  });

  it("has plugins in a Pulumi home of the clone, and lets nothing be downloaded", () => {
    expect(environmentOf({ cli: "path", ownPlugins: true }, MACHINE).variables).toEqual({
      PULUMI_HOME: "/clone/.muelle/pulumi",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
  });

  it("has the Docker client of the cache where that is the one in use", () => {
    const { path } = environmentOf({ cli: "path", ownPlugins: false }, MACHINE);
    const [, client = ""] = (withDockerClient(NO_CLIENT, "/cache")["PATH"] ?? "").split(delimiter);
    const used = { ...MACHINE, env: withDockerClient(NO_CLIENT, "/cache") };
    expect(path).toEqual([]);
    expect(environmentOf({ cli: "path", ownPlugins: false }, used).path).toEqual([client]);
  });
});
