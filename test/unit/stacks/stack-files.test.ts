import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" });
}

const files = git("ls-files", "Pulumi.*.yaml").trim().split("\n");

describe("the stack files that are committed", () => {
  // Pulumi writes both into them at the first `npm start`. With somebody else's salt the stack cannot be made at all.
  it.each(files)("%s has no secret and no salt", (file) => {
    expect(git("show", `:${file}`)).not.toMatch(/secure:|encryptionsalt|secretsprovider|encryptedkey/);
  });
});
