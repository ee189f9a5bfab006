import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  installedPlugin,
  installPlugin,
  pluginIsInstalled,
  pluginProgram,
  pulumiHome,
} from "../../../../airgap/plugins/plugin.ts";

const BUILT = { name: "docker", version: "5.2.0" };
const STAND_IN = { name: "docker-build", version: "0.0.22" };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "plugins-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function folders(): { readonly root: string; readonly cache: string } {
  return { root: join(folder, "clone"), cache: join(folder, "cache") };
}

function executable(path: string, says: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "${says}: $*"\n`);
  chmodSync(path, 0o755);
}

function run(root: string, plugin: typeof BUILT): string {
  const path = installedPlugin(pulumiHome(root), plugin);
  return execFileSync(path, ["127.0.0.1:1234", "a b"], { encoding: "utf8" });
}

test("a plugin is what was built from the provider's Go module, in the cache", async () => {
  executable(pluginProgram(folders(), BUILT), "built");
  expect(pluginIsInstalled(folders(), BUILT)).toBe(false);
  await installPlugin(folders(), BUILT);
  expect(pluginIsInstalled(folders(), BUILT)).toBe(true);
  expect(run(folders().root, BUILT)).toBe("built: 127.0.0.1:1234 a b\n");
});

test("a plugin without a Go module is the stand-in of the clone, wherever that is moved to", async () => {
  executable(pluginProgram(folders(), STAND_IN), "stand-in");
  await installPlugin(folders(), STAND_IN);
  const moved = join(folder, "moved");
  renameSync(folders().root, moved);
  expect(run(moved, STAND_IN)).toBe("stand-in: 127.0.0.1:1234 a b\n");
});

test("a plugin whose program has gone from the cache is not installed any more", async () => {
  executable(pluginProgram(folders(), BUILT), "built");
  await installPlugin(folders(), BUILT);
  rmSync(folders().cache, { recursive: true });
  expect(pluginIsInstalled(folders(), BUILT)).toBe(false);
});

test("a plugin of an earlier clone is replaced, whatever it was", async () => {
  executable(installedPlugin(pulumiHome(folders().root), BUILT), "older stand-in");
  executable(pluginProgram(folders(), BUILT), "built");
  expect(pluginIsInstalled(folders(), BUILT)).toBe(false);
  await installPlugin(folders(), BUILT);
  expect(run(folders().root, BUILT)).toBe("built: 127.0.0.1:1234 a b\n");
});
