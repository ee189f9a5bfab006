import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { decide, projectName } from "../../../../cli/init/decide.ts";
import { openVariables } from "../../../../cli/init/variables.ts";

const TEMPLATES = join(import.meta.dirname, "..", "..", "..", "..", "templates");

function decided(
  files: readonly string[],
  language: "typescript" | "yaml" = "typescript",
  packageJson?: string,
) {
  return decide({
    directory: "/home/me/My Shop",
    files: new Set(files),
    language,
    ...(packageJson === undefined ? {} : { packageJson }),
  });
}

describe("decide", () => {
  it("makes a project of two lines beside a compose file", () => {
    const { write, compose, existing } = decided(["docker-compose.yml", "src"]);
    expect({ compose, existing }).toEqual({ compose: "docker-compose.yml", existing: false });
    expect(Object.keys(write)).toEqual([
      "Pulumi.yaml",
      "package.json",
      "tsconfig.json",
      "index.ts",
      ".gitignore",
    ]);
    expect(write["index.ts"]).toBe(
      [
        'import { Application } from "muelle";',
        "",
        'const application = new Application("my-shop", { compose: "./docker-compose.yml" });',
        "",
        "export const url = application.url;",
        "",
      ].join("\n"),
    );
    expect(parse(write["Pulumi.yaml"] ?? "")).toEqual({
      name: "my-shop",
      description: "my-shop, on Docker and on Kubernetes with Muelle",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "index.ts",
    });
  });

  it("makes a project in YAML", () => {
    const { write } = decided(["compose.yaml"], "yaml");
    expect(Object.keys(write)).toEqual(["Pulumi.yaml", ".gitignore"]);
    expect(parse(write["Pulumi.yaml"] ?? "")).toMatchObject({
      runtime: "yaml",
      resources: {
        application: {
          type: "muelle:index:Application",
          name: "my-shop",
          properties: { compose: "./compose.yaml" },
        },
      },
      outputs: { url: "${application.url}" },
    });
  });

  it("replaces nothing that is there", () => {
    const { write, kept } = decided(["index.ts", "tsconfig.json", ".gitignore"]);
    expect(Object.keys(write)).toEqual(["Pulumi.yaml", "package.json", "application.ts"]);
    expect(kept).toEqual(["tsconfig.json", ".gitignore"]);
  });

  it("adds its packages to a package.json, and changes nothing else in it", () => {
    const before = { name: "shop", scripts: { test: "jest" }, dependencies: { "@pulumi/pulumi": "3.1.0" } };
    const { write } = decided(["package.json"], "typescript", JSON.stringify(before));
    const after = JSON.parse(write["package.json"] ?? "") as typeof before;
    expect(after).toMatchObject(before);
    expect(Object.keys(after.dependencies)).toContain("muelle");
    expect(decided(["package.json"], "typescript", write["package.json"]).write).not.toHaveProperty(
      "package.json",
    );
  });

  it("says what to add to a program that is there, and writes none", () => {
    const { write, add, existing } = decided(["Pulumi.yaml", "index.ts", "package.json"], "typescript", "{}");
    expect(existing).toBe(true);
    expect(Object.keys(write)).toEqual(["package.json"]);
    expect(add).toContain('new Application("my-shop"');
  });

  it.each(["typescript", "yaml"] as const)(
    "writes the .gitignore of the template for %s",
    async (language) => {
      expect(decided([], language).write[".gitignore"]).toBe(
        await readFile(join(TEMPLATES, language, ".gitignore"), "utf8"),
      );
    },
  );
});

describe("projectName", () => {
  it.each([
    ["/srv/My Shop", "my-shop"],
    ["/srv/2nd_try", "nd-try"],
    ["/", "application"],
  ])("makes of %s the name %s", (directory, name) => {
    expect(projectName(directory)).toBe(name);
  });
});

describe("openVariables", () => {
  it("finds those that have no default", () => {
    expect(openVariables("a: ${PASSWORD}\nb: ${TAG:-1}\nc: $HOST ${MUST:?say it} $$literal\n")).toEqual([
      "HOST",
      "MUST",
      "PASSWORD",
    ]);
  });
});
