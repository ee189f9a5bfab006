import { describe, expect, it } from "vitest";
import { faultsOf, folder, load } from "../../../support/compose-project.ts";

const text = "services: {web: {image: web}}\n";

function filesOf(texts: Readonly<Record<string, string>>, options = {}): readonly string[] {
  return load(texts, options).files.map((file) => file.slice(folder.length + 1));
}

describe("the files of a project", () => {
  it("are the first of the usual names, and its override", () => {
    expect(
      filesOf({ "docker-compose.yml": text, "compose.yml": text, "compose.override.yml": text }),
    ).toEqual(["compose.yml", "compose.override.yml"]);
  });

  it("are looked for in the folders above", () => {
    expect(filesOf({ "compose.yaml": text, "web/src/x": "" }, { folder: `${folder}/web/src` })).toEqual([
      "compose.yaml",
    ]);
  });

  it("are those that are given, relative to the folder", () => {
    expect(filesOf({ "a/b.yaml": text, "compose.yaml": text }, { files: ["a/b.yaml"] })).toEqual([
      "a/b.yaml",
    ]);
  });

  it("are those of COMPOSE_FILE, from the environment or .env", () => {
    expect(filesOf({ "a.yaml": text, "b.yaml": text, ".env": "COMPOSE_FILE=a.yaml:b.yaml\n" })).toEqual([
      "a.yaml",
      "b.yaml",
    ]);
    const environment = { COMPOSE_FILE: "a.yaml,b.yaml", COMPOSE_PATH_SEPARATOR: "," };
    expect(filesOf({ "a.yaml": text, "b.yaml": text }, { environment })).toEqual(["a.yaml", "b.yaml"]);
  });

  it("must be there", () => {
    expect(faultsOf({ "README.md": "" })).toEqual([
      "compose.yaml:1: there is no Compose file here or in a folder above - the names are compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml",
    ]);
  });
});

describe("the name of a project", () => {
  it("is that of its folder, without what a name cannot have", () => {
    expect(load({ "My_App 2/compose.yaml": text }, { files: ["My_App 2/compose.yaml"] }).name).toBe(
      "my_app2",
    );
  });

  it("is written in a file, with variables; the environment and an option win", () => {
    const texts = { "compose.yaml": "name: ${NAME}-app\n" + text, ".env": "NAME=a\n" };
    expect(load(texts).name).toBe("a-app");
    expect(load(texts, { environment: { COMPOSE_PROJECT_NAME: "b" } }).name).toBe("b");
    expect(load(texts, { environment: { COMPOSE_PROJECT_NAME: "b" }, projectName: "c" }).name).toBe("c");
  });

  it("refuses one that Compose would not take", () => {
    expect(faultsOf({ "compose.yaml": text }, { projectName: "My App" })).toEqual([
      'compose.yaml:1: name: the project cannot be called "My App" - lower-case letters, digits, hyphens and underscores, a letter or a digit first',
    ]);
  });
});

describe("the variables of a project", () => {
  const texts = {
    "compose.yaml": 'services: {web: {image: "web:$TAG"}}\n',
    ".env": "TAG=env\n",
    "a.env": "TAG=a\n",
    "b.env": "TAG=b\n",
  };

  it.each([
    ["of .env", {}, "env"],
    ["of the process, before those of files", { environment: { TAG: "process" } }, "process"],
    ["of the files that are given, the last one first", { envFiles: ["a.env", "b.env"] }, "b"],
    ["of COMPOSE_ENV_FILES", { environment: { COMPOSE_ENV_FILES: "b.env,a.env" } }, "a"],
  ])("are those %s", (_, options, tag) => {
    expect(load(texts, options).model.services?.web?.image).toBe(`web:${tag}`);
  });

  it("must have values, unless Compose's own way is asked for", () => {
    const unset = { "compose.yaml": 'services:\n  web: {image: "web:$TAG"}\n' };
    expect(faultsOf(unset)).toEqual([
      "compose.yaml:2: services.web.image: the variable TAG has no value - set it, in .env for example, or write ${TAG:-} for an empty one",
    ]);
    expect(load(unset, { unsetVariables: "empty" }).model.services?.web?.image).toBe("web:");
  });
});
