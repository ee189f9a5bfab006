import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findExecutable } from "../../../base/executable.ts";
import { VERSION } from "../../../base/package.ts";
import { buildPackage } from "../../../tools/package/build.ts";
import { packPackage } from "../../../tools/package/pack.ts";
import { buildPluginFolder } from "../../../tools/package/plugin-folder.ts";
import { eventually } from "../../support/eventually.ts";
import {
  PULUMI_YAML,
  pythonProgram,
  typescriptProgram,
  yamlProject,
} from "../../support/package/programs.ts";
import { createUserProject, type UserProject } from "../../support/package/user-project.ts";
import { freePort } from "../../support/project.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const PYTHON = { name: "shop", runtime: "python" };
const inStack = ["--non-interactive", "--stack", "dev"];

const HOSTS: readonly string[] = ["pulumi-language-yaml", "pulumi-language-python"];

let folder: string;
let project: UserProject;
let port: number;

for (const host of HOSTS) {
  if (findExecutable(host, process.env["PATH"] ?? "") === undefined)
    throw new Error(
      `${host} is not on the PATH: bring it with "node airgap/main.ts setup --programs ${HOSTS.join()}"`,
    );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muelle-plugin-"));
  const plugin = join(folder, "plugin");
  const tarball = await packPackage(await buildPackage(ROOT), folder);
  await buildPluginFolder(ROOT, plugin, { tarball });
  project = await createUserProject(process.env);
  port = await freePort();
  await project.must("pulumi", ["plugin", "install", "resource", "muelle", VERSION, "--file", plugin]);
  await project.write("Pulumi.yaml", yamlProject(port));
  await project.must("pulumi", ["stack", "init", "dev"]);
});

afterAll(async () => {
  await project.must("pulumi", ["destroy", "--yes", "--skip-preview", ...inStack]);
  await project.remove();
  await rm(folder, { recursive: true, force: true });
});

describe("one application in several languages", () => {
  it("has a schema that Pulumi calls valid", async () => {
    await project.must("pulumi", ["schema", "check", join(ROOT, "provider", "schema.json")]);
  });

  it("comes up from YAML", async () => {
    await project.must("pulumi", ["up", "--yes", "--skip-preview", ...inStack]);
    const answer = await eventually(async () => (await fetch(`http://127.0.0.1:${port}/`)).text());
    expect(answer).toBe("fresh bread");
    await project.must("pulumi", ["preview", "--expect-no-changes", ...inStack]);
  });

  it("is told in YAML what is wrong with it, and where", async () => {
    await project.write(
      "Pulumi.yaml",
      yamlProject(port, { services: { web: { image: "busybox", rout: {} } } }),
    );
    const { code, output } = await project.run("pulumi", ["preview", ...inStack]);
    expect(code).not.toBe(0);
    expect(output).toContain("services.web.rout: no such field");
    expect(output).toContain("did you mean route?");
  });

  it("is the same in Python", async () => {
    const venv = join(folder, "venv");
    await project.must("python3", ["-m", "venv", venv]);
    const path = [join(venv, "bin"), process.env["PATH"] ?? ""].join(delimiter);
    await project.must("pip", ["install", "--quiet", "pulumi"], { PATH: path });
    await project.write("Pulumi.yaml", PYTHON);
    await project.write("__main__.py", pythonProgram(port));
    await project.must("pulumi", ["preview", "--expect-no-changes", ...inStack], { PATH: path });
  });

  it("is the same in TypeScript", async () => {
    await symlink(join(folder, "plugin", "node_modules"), join(project.directory, "node_modules"));
    await project.write("package.json", { private: true, type: "module" });
    await project.write("Pulumi.yaml", PULUMI_YAML);
    await project.write("shop.ts", typescriptProgram(port));
    await project.must("pulumi", ["preview", "--expect-no-changes", ...inStack]);
  });
});
