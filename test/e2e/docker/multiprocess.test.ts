import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

interface Shown {
  readonly main: number;
  readonly helper: { readonly pid: number; readonly beats: number; readonly fresh: boolean };
}

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("multiprocess", "multiprocess");
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function show(path = "/"): Promise<Shown> {
  const response = await fetch(`http://127.0.0.1:${project.port}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const shown = (await response.json()) as Shown;
  if (!shown.helper.fresh) throw new Error("the helper is silent");
  return shown;
}

async function only(service: string): Promise<string> {
  const [id] = await engine.containersOf(service);
  if (id === undefined) throw new Error(`there is no ${service}`);
  return id;
}

describe("multiprocess on Docker", () => {
  it("has nothing to do while its program does not change", async () => {
    await expectNothingToDo(project);
  });

  it("has an init as its first process, and a main process with a helper that works for it", async () => {
    const processes = await engine.processesIn(await only("web"));
    expect(processes.find(({ pid }) => pid === 1)?.name).toMatch(/init/);
    const { main, helper } = await show();
    expect(processes.map(({ pid }) => pid)).toEqual(expect.arrayContaining([main, helper.pid]));
    await eventually(async () => {
      const { helper: later } = await show();
      if (later.beats <= helper.beats) throw new Error("the helper does nothing");
    });
  });

  it("leaves no zombie, although the helper's children leave processes behind", async () => {
    const { helper } = await show();
    await eventually(async () => {
      if ((await show()).helper.beats < helper.beats + 3) throw new Error("too few beats");
    });
    for (const service of ["web", "supervised"]) {
      await eventually(async () => {
        const processes = await engine.processesIn(await only(service));
        const zombies = processes.filter(({ state }) => state === "Z");
        if (zombies.length > 0) throw new Error(`${service} has ${zombies.length} zombies`);
      }, 5000);
    }
  });

  it("ends both in order when it is asked to stop, with the main process's exit code", async () => {
    const id = await only("web");
    await engine.stopByHand(id, 15);
    expect((await engine.inspect(id)).State).toMatchObject({ Status: "exited", ExitCode: 0 });
    const log = await engine.logsOf(id);
    expect(log).toContain('"message": "the helper has ended"');
    expect(log.indexOf('"child": "main", "code": 0')).toBeGreaterThan(-1);
    expect(log.indexOf('"child": "helper", "code": 0')).toBeGreaterThan(log.indexOf('"child": "main"'));
    await engine.startByHand(id);
    await eventually(() => show());
  });

  it("ends with the main process's exit code when that is killed, and is started anew", async () => {
    const id = await only("web");
    const { main } = await show();
    const code = engine.exitCodeOf(id);
    await engine.signalIn(id, main, "SIGKILL");
    expect(await code).toBe(137);
    await eventually(() => show());
  });

  it("ends when its helper dies, and is started anew with both", async () => {
    const id = await only("web");
    const before = await show();
    const code = engine.exitCodeOf(id);
    await engine.signalIn(id, before.helper.pid, "SIGKILL");
    expect(await code).toBe(1);
    await eventually(() => show());
    expect((await engine.inspect(id)).RestartCount).toBeGreaterThan(0);
  });

  it("restarts a helper that died where a supervisor runs both, and nothing else", async () => {
    const id = await only("supervised");
    const before = await show("/supervised/");
    await engine.signalIn(id, before.helper.pid, "SIGKILL");
    const after = await eventually(async () => {
      const now = await show("/supervised/");
      if (now.helper.pid === before.helper.pid) throw new Error("it is still the old helper's news");
      return now;
    });
    expect(after.main).toBe(before.main);
    expect((await engine.inspect(id)).RestartCount).toBe(0);
  });
});
