import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findBrowser } from "../../../../tools/browser/find-browser.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "browsers-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, "");
  chmodSync(path, 0o755);
  return path;
}

test("CHROME_PATH comes before the PATH", () => {
  put("chromium");
  expect(findBrowser({ PATH: folder, CHROME_PATH: "/opt/chrome" })).toBe("/opt/chrome");
});

test("an empty CHROME_PATH says nothing", () => {
  const chromium = put("chromium");
  expect(findBrowser({ PATH: folder, CHROME_PATH: "" })).toBe(chromium);
});

test("Chrome comes before Chromium", () => {
  put("chromium");
  const chrome = put("google-chrome");
  expect(findBrowser({ PATH: folder })).toBe(chrome);
});
