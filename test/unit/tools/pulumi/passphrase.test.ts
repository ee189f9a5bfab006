import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensurePassphrase } from "../../../../tools/pulumi/passphrase.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "passphrase-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("is random, and only its user can read it", () => {
  const one = join(folder, "one", "passphrase");
  const two = join(folder, "two", "passphrase");
  ensurePassphrase(one);
  ensurePassphrase(two);
  expect(statSync(one).mode & 0o777).toBe(0o600);
  expect(readFileSync(one, "utf8")).toMatch(/^[\w-]{43}$/);
  expect(readFileSync(one, "utf8")).not.toBe(readFileSync(two, "utf8"));
});

test("stays as it is once it is there, and leaves nothing beside it", () => {
  const path = join(folder, "config", "passphrase");
  ensurePassphrase(path);
  const first = readFileSync(path, "utf8");
  ensurePassphrase(path);
  expect(readFileSync(path, "utf8")).toBe(first);
  expect(readdirSync(dirname(path))).toEqual(["passphrase"]);
});
