import { execFile } from "node:child_process";
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIGURATION_FOLDER } from "../../../components/docker/nginx/container.ts";
import { removeOld, type RunInNginx, takeOver } from "../../../provider/take-over.ts";

/** Takes over in a container in which the step of this number fails, and tells how many were run. */
async function failingAt(step: number): Promise<{ readonly steps: number; readonly message: string }> {
  let steps = 0;
  const run = (): Promise<{ exitCode: number; output: string }> => {
    steps += 1;
    return Promise.resolve({ exitCode: steps === step ? 1 : 0, output: "nginx: [emerg] why\n" });
  };
  const message = await takeOver(run, "generations/a").then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { steps, message };
}

describe("takeOver", () => {
  it("tests, switches and reloads", async () => {
    expect(await failingAt(0)).toEqual({ steps: 3, message: "" });
  });

  it.each([
    [1, "nginx refused the new configuration and keeps the one it has"],
    [2, "the new configuration could not be put in its place; nginx serves on with the one it has loaded"],
    [
      3,
      "nginx could not be told to reload; it serves on with the configuration it has loaded, and takes the new one when it starts again",
    ],
  ])("says what nginx does when step %i fails, and stops there", async (step, failure) => {
    const message = `load-balancer: ${failure}\n  nginx: [emerg] why`;
    expect(await failingAt(step)).toEqual({ steps: step, message });
  });
});

// The lines are for nginx's container, which is Linux.
describe.runIf(process.platform === "linux")("the folder of nginx's configurations", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "muelle-take-over-"));
    await mkdir(join(folder, "bin"));
    await writeFile(join(folder, "bin", "nginx"), "#!/bin/sh\n");
    await chmod(join(folder, "bin", "nginx"), 0o755);
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** A shell for which this folder is the container's. */
  const run: RunInNginx = (line) =>
    new Promise((resolve) => {
      const PATH = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
      const here = line.replaceAll(CONFIGURATION_FOLDER, folder);
      execFile("/bin/sh", ["-ec", here], { env: { ...process.env, PATH } }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : 1, output: stdout + stderr });
      });
    });

  async function generation(path: string, text = path): Promise<void> {
    await mkdir(join(folder, path, "servers"), { recursive: true });
    await writeFile(join(folder, path, "nginx.conf"), text);
  }

  async function bring(path: string): Promise<void> {
    await generation(path);
    await takeOver(run, path);
    await removeOld(run);
  }

  async function inForce(): Promise<string> {
    return readFile(join(folder, "current", "nginx.conf"), "utf8");
  }

  it("holds the first configuration behind a link", async () => {
    await bring("generations/a");
    expect(await readlink(join(folder, "current"))).toBe("generations/a");
    expect(await inForce()).toBe("generations/a");
  });

  it("keeps the configuration before, and no older one", async () => {
    for (const name of ["a", "b", "c"]) await bring(`generations/${name}`);
    expect(await readlink(join(folder, "current"))).toBe("generations/c");
    expect(await readlink(join(folder, "previous"))).toBe("generations/b");
    expect((await readdir(join(folder, "generations"))).sort()).toEqual(["b", "c"]);
  });

  it("takes over the folders of a version that had no links", async () => {
    await generation("current", "old");
    await generation("previous", "older");
    await generation("next", "never used");
    await bring("generations/a");
    expect(await inForce()).toBe("generations/a");
    expect((await readdir(folder)).sort()).toEqual(["bin", "current", "generations", "previous"]);
    expect(await readFile(join(folder, "previous", "nginx.conf"), "utf8")).toBe("old");
    await bring("generations/b");
    expect((await readdir(join(folder, "generations"))).sort()).toEqual(["a", "b"]);
  });

  it("is left alone by a configuration that nginx refuses", async () => {
    await bring("generations/a");
    await writeFile(join(folder, "bin", "nginx"), "#!/bin/sh\nexit 1\n");
    await generation("generations/b");
    await expect(takeOver(run, "generations/b")).rejects.toThrow("nginx refused the new configuration");
    expect(await inForce()).toBe("generations/a");
  });

  it("is put in order after an update that was killed before and after the switch", async () => {
    await bring("generations/a");
    await generation("generations/written");
    await generation("generations/switched");
    await takeOver(run, "generations/switched");
    await writeFile(join(folder, "new-link"), "half done");
    await bring("generations/b");
    expect((await lstat(join(folder, "current"))).isSymbolicLink()).toBe(true);
    expect(await inForce()).toBe("generations/b");
    expect((await readdir(join(folder, "generations"))).sort()).toEqual(["b", "switched"]);
    expect((await readdir(folder)).sort()).toEqual(["bin", "current", "generations", "previous"]);
  });
});
