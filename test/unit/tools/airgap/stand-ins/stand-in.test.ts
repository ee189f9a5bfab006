import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  installedPlugin,
  pulumiHome,
  shim,
  standInSource,
} from "../../../../../tools/airgap/stand-ins/stand-in.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "clone-"))));
afterEach(() => {
  rmSync(root, { recursive: true });
});

function executable(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
}

test("what is installed runs the stand-in of the clone that it lies in, with its arguments", () => {
  executable(standInSource(root, "docker"), '#!/bin/sh\necho "stand-in: $*"\n');
  const plugin = executable(installedPlugin(pulumiHome(root), "docker", "5.2.0"), shim("docker"));
  expect(execFileSync(plugin, ["127.0.0.1:1234", "a b"], { encoding: "utf8" })).toBe(
    "stand-in: 127.0.0.1:1234 a b\n",
  );
});
