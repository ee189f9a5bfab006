import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packagesIn } from "../../../cli/sbom/spdx.ts";
import { createProject, type Project } from "../../support/project.ts";
import { type ProgramResult, runProgram } from "../../support/run-program.ts";

/** Where syft is not there yet it is built from its modules, which takes minutes. */
const BUILD = 30 * 60_000;

let project: Project;

beforeAll(async () => {
  project = await createProject("sbom", "notes", { db_password: "sbom-password" });
});

afterAll(async () => {
  await project.remove();
});

function sbom(): Promise<ProgramResult> {
  const args = ["run", "-s", "sbom", "--", project.stack, "--out", "sbom"];
  return runProgram("npm", args, { cwd: project.directory, timeout: BUILD });
}

describe("npm run sbom", () => {
  it("says so where a stack is not up", async () => {
    expect(await sbom()).toMatchObject({
      code: 1,
      output: expect.stringContaining(`Bring it up first: pulumi up -s ${project.stack}`) as string,
    });
  });

  it(
    "lists what is in each image of a stack, and the licences",
    async () => {
      await project.up();
      const { code, output } = await sbom();
      expect(code, output).toBe(0);
      const files = [...output.matchAll(/^(sbom\/.*\.spdx\.json): \d+ packages$/gm)].map(([, file]) => file);
      expect(files).toHaveLength(2);
      const documents = await Promise.all(files.map((file) => project.read(file ?? "")));
      const packages = documents.flatMap(packagesIn);
      expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(["fastapi", "postgresql-17"]));
      expect(await project.read("sbom/licences.md")).toContain("| fastapi | 0.");
    },
    BUILD,
  );
});
