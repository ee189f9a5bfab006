import { join } from "node:path";
import { ESLint, Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { layers } from "../../../../tools/checks/layers.mjs";

const ROOT = join(import.meta.dirname, "../../../..");

/** What the rule says of a file of this repository with this text. */
function lint(file: string, text: string): readonly string[] {
  const messages = new Linter({ cwd: ROOT }).verify(
    text,
    {
      files: ["**/*.ts"],
      languageOptions: { parser: tseslint.parser },
      plugins: { muelle: { rules: { layers } } },
      rules: { "muelle/layers": "error" },
    },
    { filename: join(ROOT, file) },
  );
  return messages.map(({ message }) => message);
}

describe("the layers", () => {
  it.each([
    ["components/application/a.ts", "../docker/index.ts", "components/docker/index.ts"],
    ["components/application/structure/a.ts", "../../image/index.ts", "components/image/index.ts"],
    ["components/compose/a.ts", "../kubernetes/index.ts", "components/kubernetes/index.ts"],
    ["components/image/a.ts", "../docker/index.ts", "components/docker/index.ts"],
    ["components/docker/a.ts", "../kubernetes/index.ts", "components/kubernetes/index.ts"],
    ["components/docker/a.ts", "../deploy/platform.ts", "components/deploy/platform.ts"],
    ["components/kubernetes/rules/a.ts", "../../docker/index.ts", "components/docker/index.ts"],
    ["components/kubernetes/a.ts", "../deploy/platform.ts", "components/deploy/platform.ts"],
    ["components/deploy/a.ts", "../../stacks/index.ts", "stacks/index.ts"],
    ["components/deploy/a.ts", "../../cli/main.ts", "cli/main.ts"],
    ["components/testing/a.ts", "../../policies/index.ts", "policies/index.ts"],
    ["components/index.ts", "../tools/main.ts", "tools/main.ts"],
    ["provider/main.ts", "../airgap/main.ts", "airgap/main.ts"],
    ["policies/index.ts", "../cli/main.ts", "cli/main.ts"],
    ["cli/main.ts", "../tools/main.ts", "tools/main.ts"],
    ["cli/main.ts", "../airgap/main.ts", "airgap/main.ts"],
    ["cli/plan/plan.ts", "../../stacks/index.ts", "stacks/index.ts"],
    ["stacks/index.ts", "../tools/main.ts", "tools/main.ts"],
    ["applications/shop/application.ts", "../../stacks/index.ts", "stacks/index.ts"],
    ["airgap/setup/a.ts", "../../components/index.ts", "components/index.ts"],
    ["airgap/main.ts", "../tools/main.ts", "tools/main.ts"],
    ["base/run.ts", "../components/application/errors.ts", "components/application/errors.ts"],
    ["tools/commands/a.ts", "../../airgap/setup/setup.ts", "airgap/setup/setup.ts"],
    ["bench/index.ts", "../airgap/main.ts", "airgap/main.ts"],
  ])("do not let %s import %s", (file, name, what) => {
    const refusal = new RegExp(String.raw`^\S+ may not import ${what}: .+\.$`);
    expect(lint(file, `import { a } from "${name}";`)).toEqual([expect.stringMatching(refusal)]);
  });

  it.each([
    ["an import for its effect", 'import "../kubernetes/index.ts";'],
    ["types", 'import type { A } from "../kubernetes/index.ts";'],
    ["what is exported again", 'export { a } from "../kubernetes/index.ts";'],
    ["everything exported again", 'export * from "../kubernetes/index.ts";'],
    ["an import that waits", 'export const a = import("../kubernetes/index.ts");'],
    ["a type in place", 'export type A = import("../kubernetes/index.ts").A;'],
  ])("count %s as an import", (_, text) => {
    expect(lint("components/docker/a.ts", text)).toEqual([
      "components/docker may not import components/kubernetes/index.ts: " +
        "a platform stands on the model, and knows neither another platform nor who deploys it.",
    ]);
  });

  it.each([
    ["components/docker/a.ts", "../application/index.ts"],
    ["components/docker/a.ts", "./translate/container.ts"],
    ["components/deploy/a.ts", "../kubernetes/index.ts"],
    ["cli/main.ts", "../components/index.ts"],
    ["cli/main.ts", "../package.json"],
    ["airgap/setup/a.ts", "../../base/run.ts"],
    ["tools/commands/a.ts", "../../cli/main.ts"],
    ["test/unit/airgap/a.test.ts", "../../../airgap/main.ts"],
  ])("let %s import %s", (file, name) => {
    expect(lint(file, `import { a } from "${name}";`)).toEqual([]);
  });
});

describe("packages", () => {
  it.each([
    ["components/application/a.ts", 'import * as k8s from "@pulumi/kubernetes";', "@pulumi/kubernetes"],
    ["components/application/a.ts", 'import type { Image } from "@pulumi/docker";', "@pulumi/docker"],
    ["components/docker/a.ts", 'import * as k8s from "@pulumi/kubernetes";', "@pulumi/kubernetes"],
    ["components/kubernetes/a.ts", 'import * as docker from "@pulumi/docker";', "@pulumi/docker"],
    ["tools/a.ts", 'import "muelle-airgap/main.ts";', "muelle-airgap/main.ts"],
  ])("of another layer are refused: %s, %s", (file, text, what) => {
    const [from] = /^(?:components\/)?\w+/.exec(file) ?? [];
    expect(lint(file, text)).toEqual([
      expect.stringMatching(new RegExp(`^${from ?? ""} may not import ${what}: `)),
    ]);
  });

  it("give the model no more than their types", () => {
    const file = "components/application/a.ts";
    expect(lint(file, 'import type { Input } from "@pulumi/pulumi";')).toEqual([]);
    expect(lint(file, 'import { output } from "@pulumi/pulumi";')).toEqual([
      "components/application may not import @pulumi/pulumi but by `import type`: " +
        "the model knows neither Pulumi nor a platform.",
    ]);
  });

  it("of its own are the platform's to import", () => {
    expect(lint("components/docker/a.ts", 'import * as docker from "@pulumi/docker";')).toEqual([]);
    expect(lint("components/image/a.ts", 'import { Image } from "@pulumi/docker-build";')).toEqual([]);
  });
});

describe("npm run check", () => {
  it.each([
    "components/application/spec.ts",
    "components/deploy/deploy.ts",
    "cli/plan/plan.ts",
    "airgap/main.ts",
    "base/run.ts",
    "tools/main.ts",
  ])("holds the layers in %s", async (file) => {
    const { rules } = (await new ESLint({ cwd: ROOT }).calculateConfigForFile(file)) as Linter.Config;
    expect(rules?.["muelle/layers"]).toEqual([2]);
  });
});
