import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram } from "../../support/run-program.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

describe("npm run checkers", () => {
  it("finds nothing in workflows, Dockerfiles and manifests that is not excepted with a reason", async () => {
    const options = { cwd: ROOT, timeout: 9 * 60_000 };
    const { code, output } = await runProgram("npm", ["run", "-s", "checkers"], options);
    expect(code, output).toBe(0);
    expect(output).toMatch(/over 5 workflows, \d+ dockerfiles, 6 manifests: 0 findings\.\s*$/);
  });
});
