import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineCommand } from "../../support/engine-command.ts";
import { eventually } from "../../support/eventually.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { NotesClient } from "../uses/notes.ts";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("restart", "notes", { db_password: "restart-password-60223" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

describe("after the engine was restarted", () => {
  it("the application is back by itself with all that it kept, and there is nothing to do", async () => {
    const client = new NotesClient(`http://127.0.0.1:${project.port}`);
    await client.create("before the restart");
    const before = await engine.containers();
    await engineCommand(project.directory, "stop");
    await engineCommand(project.directory, "start");
    await eventually(async () => {
      expect(await client.titles()).toEqual(["before the restart"]);
    }, 60_000);
    await expectNothingToDo(project);
    expect(await engine.containers()).toEqual(before);
  });
});
