import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

function versions(path: string): Readonly<Record<string, string>> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(join(ROOT, path), "utf8"),
  ) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  return { ...dependencies, ...devDependencies };
}

it("airgap takes what the project has too in the same version, so that there is one of each in node_modules", () => {
  const project = versions("package.json");
  const shared = Object.entries(versions("airgap/package.json")).filter(([name]) => name in project);
  expect(shared.map(([name]) => name)).toContain("@pulumi/docker-build");
  expect(Object.fromEntries(shared)).toEqual(
    Object.fromEntries(shared.map(([name]) => [name, project[name]])),
  );
});
