import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const DIGEST = /@sha256:[0-9a-f]{64}/;

let project: Project;

beforeAll(async () => {
  project = await createProject("pin", "notes", { db_password: "pin-password" });
});

afterAll(async () => {
  await project.remove();
});

describe("npm run pin", () => {
  it("writes digests with which the application comes up", async () => {
    const { code, output } = await runProgram("npm", ["run", "-s", "pin"], { cwd: project.directory });
    expect(code, output).toBe(0);
    expect(await project.read("applications/notes/application.ts")).toMatch(
      new RegExp(`image: "postgres:17${DIGEST.source}"`),
    );
    expect(await project.read("applications/notes/Dockerfile")).toMatch(
      new RegExp(`FROM python:3\\.13-slim${DIGEST.source}`),
    );
    await project.up();
    const engine = new StackOnEngine(project.stack);
    const [db = ""] = await engine.containersOf("db");
    expect((await engine.inspect(db)).State.Running).toBe(true);
  });

  it("changes nothing when nothing is newer", async () => {
    const { code, output } = await runProgram("npm", ["run", "-s", "pin"], { cwd: project.directory });
    expect(code).toBe(0);
    expect(output).not.toContain("wrote");
  });
});
