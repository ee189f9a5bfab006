import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Progress } from "../../../../base/progress.ts";
import { askAirgap, runAirgap } from "../../../../tools/environment/airgap.ts";

const ROOT = join(import.meta.dirname, "../../../..");

let made: string | undefined;
afterEach(() => {
  if (made !== undefined) rmSync(made, { recursive: true });
  made = undefined;
});

/** A clone whose airgap/main.ts is this program. */
function cloneWith(program: string): string {
  made = mkdtempSync(join(tmpdir(), "muelle-airgap-"));
  mkdirSync(join(made, "airgap"));
  writeFileSync(join(made, "airgap", "main.ts"), program);
  return made;
}

function context(root: string) {
  return {
    root,
    folders: { cache: "/cache", config: "/config" },
    env: process.env,
    progress: new Progress(),
  };
}

describe("askAirgap", () => {
  it("gets an environment in which nothing is changed when nothing is needed", async () => {
    expect(await askAirgap(context(ROOT), ["programs"])).toEqual({
      path: [],
      variables: {},
      notes: [],
      policyPacks: {},
    });
  });

  it("runs a program of the clone with the arguments of the verb", async () => {
    const clone = cloneWith("process.stdout.write(JSON.stringify(process.argv.slice(2)))");
    expect(await askAirgap(context(clone), ["setup", "--thorough"])).toEqual(["setup", "--thorough"]);
  });

  it("fails as the program does, which has said why", async () => {
    const clone = cloneWith("process.exit(3)");
    await expect(askAirgap(context(clone), ["setup"])).rejects.toMatchObject({ name: "EndedWith", code: 3 });
  });
});

describe("runAirgap", () => {
  it("ends with the program's exit code", async () => {
    expect(await runAirgap(context(cloneWith("process.exit(3)")), ["engine", "status"])).toBe(3);
  });
});
