import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";
import { NotesClient, useNotes } from "../uses/notes.ts";

let project: Project;
let engine: StackOnEngine;
let url: string;

beforeAll(async () => {
  project = await createProject("notes", "notes", { db_password: "notes-password-50112" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  url = `http://127.0.0.1:${project.port}`;
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

describe("notes on Docker", () => {
  it("keeps notes, and says what is wrong with a request", async () => {
    await useNotes(url);
  });

  it("has nothing to do while its program does not change", async () => {
    await expectNothingToDo(project);
  });

  it("starts the API when the migration has ended well, and the migration when the database is healthy", async () => {
    const [migration] = await engine.containersOf("migrate");
    const { State } = await engine.inspect(migration ?? "");
    expect(State).toMatchObject({ Status: "exited", ExitCode: 0 });
    const replicas = await engine.containersOf("api");
    expect(replicas).toHaveLength(3);
    for (const replica of replicas) {
      const { State: api } = await engine.inspect(replica);
      expect(Date.parse(api.StartedAt)).toBeGreaterThan(Date.parse(State.FinishedAt));
    }
  });

  it("loses neither a note nor a request when all replicas are replaced", async () => {
    const client = new NotesClient(url);
    await client.create("before the update");
    const before = await engine.containers();
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/notes" }]).start();
    await project.set("services.api.environment.PROBE", "2");
    await project.up();
    expect((await traffic.stop()).failed).toEqual({});
    const after = await engine.containers();
    expect(after["api"]?.filter((id) => before["api"]?.includes(id))).toEqual([]);
    expect(after["db"]).toEqual(before["db"]);
    expect(await client.titles()).toEqual(["before the update"]);
  });

  it("applies a new migration once, before the new version starts", async () => {
    await project.write(
      "applications/notes/notes/migrations/0002-colour.sql",
      "ALTER TABLE notes ADD COLUMN colour text NOT NULL DEFAULT 'white';\n",
    );
    await project.up();
    const [migration] = await engine.containersOf("migrate");
    expect(await engine.logsOf(migration ?? "")).toContain('"applied": ["0002-colour.sql"]');
    await useNotes(url);
  });

  it("keeps the notes when the database is made anew on its volume", async () => {
    const before = await engine.containersOf("db");
    await project.set("services.db.environment.PGTZ", "UTC");
    await project.up();
    expect(await engine.containersOf("db")).not.toEqual(before);
    expect(await new NotesClient(url).titles()).toEqual(["before the update"]);
  });
});
