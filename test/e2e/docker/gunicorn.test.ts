import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";
import { answering } from "../uses/gunicorn.ts";

interface Who {
  readonly pid: number;
  readonly master: number;
}

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("gunicorn", "gunicorn");
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function ask(): Promise<Who> {
  return (await (await fetch(`http://127.0.0.1:${project.port}/`)).json()) as Who;
}

function workers(count: number): Promise<number[]> {
  return answering(async () => (await ask()).pid, count);
}

describe("gunicorn on Docker", () => {
  it("has nothing to do while its program does not change", async () => {
    await expectNothingToDo(project);
  });

  it("answers with four processes of one container", async () => {
    expect(await engine.containersOf("web")).toHaveLength(1);
    expect(await workers(4)).toHaveLength(4);
  });

  it("replaces all its workers without a failed request when it is asked to reload", async () => {
    const before = await workers(4);
    const { master } = await ask();
    const [container = ""] = await engine.containersOf("web");
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/" }]).start();
    await engine.signalIn(container, master, "SIGHUP");
    await eventually(async () => {
      const running = (await engine.processesIn(container)).map(({ pid }) => pid);
      if (before.some((pid) => running.includes(pid))) throw new Error("an old worker still runs");
    });
    expect((await traffic.stop()).failed).toEqual({});
    const after = await workers(4);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    expect((await ask()).master).toBe(master);
  });

  it("has as many workers as the configuration says", async () => {
    await project.set("services.web.environment.WORKERS", "2");
    await project.up();
    const [container = ""] = await engine.containersOf("web");
    const { master } = await ask();
    const children = (await engine.processesIn(container)).filter(({ parent }) => parent === master);
    expect(children).toHaveLength(2);
  });

  it("ends in order when it is asked to stop", async () => {
    const [container = ""] = await engine.containersOf("web");
    await engine.stopByHand(container, 10);
    expect((await engine.inspect(container)).State).toMatchObject({ Status: "exited", ExitCode: 0 });
  });
});
