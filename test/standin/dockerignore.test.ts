import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readContextFiles } from "../../base/build-context/context-files.ts";
import { docker } from "./run.ts";

const FILES = [
  "a",
  "a+b",
  "aab",
  "^c",
  "(x)",
  "README.md",
  "docs/README.md",
  "docs/notes.md",
  "node_modules/a/b.js",
  "src/node_modules/c/d.js",
  "src/keep/x.pyc",
  "src/main.py",
  ".env",
  "*star",
];

it.each([
  ["nothing"],
  ["**/*.pyc", "*.md", "!README.md"],
  ["**/node_modules", ".env", "# a comment"],
  ["*", "!src", "src/keep"],
  ["*", "!src/keep"],
  ["*", "!**/README.md"],
  ["a+b", "^c", "(x)", "\\*star"],
  ["readme.md", "DOCS", "/src/", "./a"],
  ["[a-b]*", "!aab", "??"],
  ["Dockerfile", ".dockerignore", "src/**"],
])("the content hash sees the files that BuildKit sees: %s %s %s %s", async (...rules) => {
  const root = mkdtempSync(join(tmpdir(), "muelle-ignore-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const context = join(root, "context");
  const built = join(root, "built");
  for (const file of FILES) {
    mkdirSync(dirname(join(context, file)), { recursive: true });
    writeFileSync(join(context, file), "x");
  }
  const dockerfile = join(context, "Dockerfile");
  writeFileSync(dockerfile, "FROM scratch\nCOPY . /\n");
  writeFileSync(join(context, ".dockerignore"), rules.join("\n"));

  await docker("buildx", "build", "--quiet", `--output=type=local,dest=${built}`, context);

  const seen = readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(built, join(entry.parentPath, entry.name)));
  const hashed = readContextFiles({ context, dockerfile }).map(({ path }) => path);
  expect([...hashed].sort()).toEqual(seen.sort());
});
