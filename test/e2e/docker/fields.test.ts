import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CASES } from "../applications/fields/cases.ts";
import type { FieldCase } from "../applications/fields/field-case.ts";
import { PHASE_FILE, type Phase } from "../applications/fields/phase.ts";
import { expectNothingDone, expectNothingToDo } from "../../support/nothing-to-do.ts";
import { previewed } from "../../support/previewed.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("fields", "fields", { token: "fields-token-70771" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

/** What the engine tells of the service's only container, at the field's place. */
async function told({ name, at }: FieldCase): Promise<unknown> {
  const [id, ...more] = await engine.containersOf(name);
  if (id === undefined || more.length > 0) throw new Error(`${name}: expected one container`);
  return at.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? Object.entries(value).find(([k]) => k === key)?.[1]
        : undefined,
    await engine.inspect(id),
  );
}

/** Mode and content of a file in the service's only container. */
async function fileIn(service: string, path: string): Promise<string> {
  const [id = ""] = await engine.containersOf(service);
  const line = `echo $(stat -c %a ${path}) $(cat ${path})`;
  return (await engine.run(id, ["/bin/busybox", "sh", "-c", line])).trim();
}

async function into(phase: Phase): Promise<ReadonlyMap<string, readonly string[]>> {
  await project.write(`applications/fields/${PHASE_FILE}`, `${phase}\n`);
  const steps = await previewed(project);
  await project.up();
  return steps;
}

/** A field's steps as one word. */
function changeOf(steps: ReadonlyMap<string, readonly string[]>, name: string): string {
  const operations = steps.get(`fields-${name}-1`) ?? [];
  return operations.includes("replace") ? "replace" : operations.join();
}

describe("a field of a service on Docker", () => {
  it.each(CASES)("$name reaches the container", async (each) => {
    expect(await told(each)).toEqual(each.told.before);
  });

  it.each(["files", "read-only-files"])(
    "brings secrets and configs into %s, with their modes",
    async (service) => {
      expect(await fileIn(service, "/run/secrets/token")).toBe("444 fields-token-70771");
      expect(await fileIn(service, "/etc/fields/settings.ini")).toBe("444 phase = first");
    },
  );

  it("makes nothing to do by itself, whatever its value", async () => {
    await expectNothingToDo(project);
    await expectNothingDone(project);
  });
});

describe.each([
  { phase: "after", of: "another value", expected: ({ change = "replace" }: FieldCase) => change },
  { phase: "without", of: "the removal", expected: ({ removal = "replace" }: FieldCase) => removal },
] as const)("$of", ({ phase, expected }) => {
  let steps: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    steps = await into(phase);
  });

  it.each(CASES)("of $name is told by the preview, and reaches the container", async (each) => {
    expect(changeOf(steps, each.name)).toBe(expected(each));
    expect(await told(each)).toEqual(each.told[phase]);
  });

  it.each(["files-1", "read-only-files-1", "read-only-files-files", "network-1"])(
    "of files and networks makes another %s",
    (name) => {
      const gone = phase === "without" && name === "read-only-files-files";
      expect(steps.get(`fields-${name}`)).toContain(gone ? "delete" : "replace");
    },
  );

  it.runIf(phase === "after")("of a file's place and mode reaches the container", async () => {
    expect(await fileIn("files", "/etc/fields/token")).toBe("440 fields-token-70771");
    expect(await fileIn("files", "/etc/fields/settings.ini")).toBe("400 phase = second");
  });

  it("of ports is the load balancer's, and leaves the service alone", () => {
    expect(steps.has("fields-ports-1")).toBe(false);
    const balancer = steps.get("fields-load-balancer-ports-container") ?? [];
    expect(balancer).toContain(phase === "after" ? "replace" : "delete");
  });

  it("makes nothing more to do", async () => {
    await expectNothingToDo(project);
  });
});
