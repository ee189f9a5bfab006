import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const COMPONENTS = join(import.meta.dirname, "..", "..", "..", "components");

/** The examples in the doc comments of a file, by what they are examples of. */
async function examplesIn(file: string): Promise<ReadonlyMap<string, string>> {
  const source = ts.createSourceFile(
    file,
    await readFile(join(COMPONENTS, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  return new Map(
    source.statements.flatMap((statement): [string, string][] => {
      if (
        !ts.isClassDeclaration(statement) &&
        !ts.isFunctionDeclaration(statement) &&
        !ts.isInterfaceDeclaration(statement)
      )
        return [];
      const example = ts.getJSDocTags(statement).find(({ tagName }) => tagName.text === "example");
      if (example === undefined) return [];
      return [[statement.name?.text ?? "", ts.getTextOfJSDocComment(example.comment) ?? ""]];
    }),
  );
}

describe("what people start with", () => {
  it.each([
    ["Application", "deploy/application.ts"],
    ["defineApplication", "application/define-application.ts"],
    ["DockerStack", "docker/docker-stack.ts"],
    ["KubernetesStack", "kubernetes/kubernetes-stack.ts"],
    ["ImageBuild", "image/image-build.ts"],
    ["IngressController", "kubernetes/ingress-controller.ts"],
    ["DockerTransforms", "docker/transforms.ts"],
    ["KubernetesTransforms", "kubernetes/transforms.ts"],
    ["plain", "transform/plain.ts"],
  ])("%s has an example that can be read as TypeScript", async (name, file) => {
    const example = (await examplesIn(file)).get(name) ?? "";
    expect(example).toContain(name);
    const { diagnostics } = ts.transpileModule(example, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
  });
});
