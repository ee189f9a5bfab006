import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dependenciesAreCurrent } from "../../../../tools/bootstrap/bootstrap.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "clone-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

interface Entry {
  readonly version?: string;
  readonly optional?: boolean;
  readonly link?: boolean;
}

function packages(file: string, entries: Readonly<Record<string, Entry>>): void {
  writeFileSync(join(root, file), JSON.stringify({ packages: entries }));
}

const lock = (entries: Readonly<Record<string, Entry>>): void => {
  packages("package-lock.json", { "": { version: "0.1.0" }, ...entries });
};
const installed = (entries: Readonly<Record<string, Entry>>): void => {
  packages("node_modules/.package-lock.json", entries);
};

describe("the dependencies", () => {
  test("are current when every package is installed in the version of the lock file", () => {
    lock({ "node_modules/a": { version: "1.0.0" } });
    installed({ "node_modules/a": { version: "1.0.0" } });
    expect(dependenciesAreCurrent(root)).toBe(true);
  });

  test("are not when nothing is installed, as in a fresh clone or after an interrupted installation", () => {
    lock({ "node_modules/a": { version: "1.0.0" } });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  test("are not when a package has another version", () => {
    lock({ "node_modules/a": { version: "1.0.1" } });
    installed({ "node_modules/a": { version: "1.0.0" } });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  test("are not when a package is missing", () => {
    lock({ "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0" } });
    installed({ "node_modules/a": { version: "1.0.0" } });
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  test("are when a workspace is not linked, from which nothing is imported, but what it depends on is there", () => {
    lock({
      airgap: {},
      "node_modules/a": { version: "1.0.0" },
      "node_modules/airgap": { link: true },
    });
    installed({ "node_modules/a": { version: "1.0.0" } });
    expect(dependenciesAreCurrent(root)).toBe(true);
  });

  test("are not when what only a workspace has is missing", () => {
    lock({ airgap: {}, "airgap/node_modules/a": { version: "1.0.0" } });
    installed({});
    expect(dependenciesAreCurrent(root)).toBe(false);
  });

  test("are when only another platform's package is missing", () => {
    lock({
      "node_modules/a": { version: "1.0.0" },
      "node_modules/a-darwin": { version: "1.0.0", optional: true },
    });
    installed({ "node_modules/a": { version: "1.0.0" } });
    expect(dependenciesAreCurrent(root)).toBe(true);
  });
});
