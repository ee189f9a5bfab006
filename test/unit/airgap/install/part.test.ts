import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashOf, installPart, isInstalled, partOf } from "../../../../airgap/install/part.ts";

let cache: string;
beforeEach(() => (cache = mkdtempSync(join(tmpdir(), "part-"))));
afterEach(() => {
  rmSync(cache, { recursive: true });
});

describe("the name of a part", () => {
  test("changes with everything that it is built from", () => {
    const names = [["1.0"], ["1.1"], ["1.0", ""], ["", "1.0"], ["1.", "0"]].map(hashOf);
    expect(new Set(names).size).toBe(names.length);
  });

  test("is the same for the same sources", () => {
    expect(hashOf(["1.0", Buffer.from("x")])).toBe(hashOf(["1.0", "x"]));
  });
});

describe("an installed part", () => {
  test("appears whole, under its name", async () => {
    const part = partOf(cache, "tool", ["1.0"]);
    await installPart(cache, part, (folder) => {
      expect(isInstalled(part)).toBe(false);
      writeFileSync(join(folder, "tool"), "works");
      return Promise.resolve();
    });
    expect(readFileSync(join(part.folder, "tool"), "utf8")).toBe("works");
    expect(readdirSync(join(cache, "parts"))).toHaveLength(1);
  });

  test("is not built again", async () => {
    const part = partOf(cache, "tool", ["1.0"]);
    let built = 0;
    const build = () => {
      built += 1;
      return Promise.resolve();
    };
    await installPart(cache, part, build);
    await installPart(cache, part, build);
    expect(built).toBe(1);
  });

  test("is not there, not even by half, when its build fails", async () => {
    const part = partOf(cache, "tool", ["1.0"]);
    const failing = installPart(cache, part, (folder) => {
      writeFileSync(join(folder, "half"), "");
      return Promise.reject(new Error("no"));
    });
    await expect(failing).rejects.toThrow("no");
    expect(existsSync(part.folder)).toBe(false);
    expect(readdirSync(join(cache, "parts"))).toEqual([]);
  });
});
