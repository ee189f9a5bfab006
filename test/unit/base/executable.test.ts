import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findExecutable } from "../../../base/executable.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "path-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, mode: number): string {
  mkdirSync(join(folder, name));
  const path = join(folder, name, "tool");
  writeFileSync(path, "");
  chmodSync(path, mode);
  return join(folder, name);
}

test("is the first one that can be executed", () => {
  const [plain, first, second] = [put("plain", 0o644), put("first", 0o755), put("second", 0o755)];
  mkdirSync(join(folder, "odd", "tool"), { recursive: true });
  expect(findExecutable("tool", ["", join(folder, "odd"), plain, first, second].join(":"))).toBe(
    join(first, "tool"),
  );
});

test("is none when no folder has it", () => {
  expect(findExecutable("tool", `${folder}:/nowhere`)).toBeUndefined();
});
