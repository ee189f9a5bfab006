import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PsRow } from "../../../cli/commands/ps.ts";
import { muelle, muelleOrFail } from "../../support/muelle-command.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("command", "command", { token: "command-token" });
  engine = new StackOnEngine(project.stack);
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function rows(): Promise<readonly PsRow[]> {
  return JSON.parse(await muelleOrFail(project, ["ps", "--json"])) as PsRow[];
}

async function states(): Promise<readonly string[]> {
  return (await rows()).map(({ service, state, health = "-" }) => `${service} ${state} ${health}`);
}

const UP = [
  "load-balancer running healthy",
  "migrate exited (0) -",
  "web running healthy",
  "web running healthy",
  "worker running -",
];

describe("the command muelle on Docker", () => {
  it("lists what runs, and where it is reached", async () => {
    expect(await states()).toEqual(UP);
    const table = await muelleOrFail(project, ["ps"]);
    expect(table.split("\n")[0]).toMatch(/^SERVICE +REPLICA +STATE +HEALTH +IMAGE +PORTS +AGE$/);
    expect(table).toContain(`\nhttp://127.0.0.1:${project.port}\n`);
  });

  it("prints what services have written, with the replica before each line", async () => {
    expect(await muelleOrFail(project, ["logs", "migrate", "web"])).toMatch(
      /^(?:(?:web-1 {4}|web-2 {4}|migrate-1) \| (?:web serves|migrated)\n){3}$/,
    );
    expect(await muelleOrFail(project, ["logs", "--tail", "2", "worker"])).toMatch(
      /^worker-1 \| line \d+\nworker-1 \| line \d+\n$/,
    );
  });

  it("names the services that there are when one is not", async () => {
    const { code, stdout, output } = await muelle(project, ["logs", "wbe"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(output).toBe(
      "There is no such service.\n  wbe: the services are load-balancer, migrate, web, worker\n    Did you mean web?\n",
    );
  });

  it("runs a command in a replica, with its input, its output and its exit code", async () => {
    const script = 'cat; echo "$COLOUR"; cat /run/secrets/token; exit 7';
    expect(await muelle(project, ["exec", "web", "sh", "-c", script], "hello\n")).toMatchObject({
      code: 7,
      stdout: "hello\nblue\ncommand-token",
    });
  });

  it("runs a one-off command with a service's environment, secrets and network, and leaves nothing", async () => {
    const before = await engine.containers();
    const script =
      'cat; echo "$COLOUR"; cat /run/secrets/token; wget -qO /dev/null http://web:8000 && exit 5';
    expect(await muelle(project, ["run", "web", "sh", "-c", script], "hello\n")).toMatchObject({
      code: 5,
      stdout: "hello\nblue\ncommand-token",
    });
    expect(await engine.containers()).toEqual(before);
  });

  it("restarts, stops and starts a service's own containers", async () => {
    const containers = await engine.containersOf("web");
    const started = async (): Promise<string[]> =>
      Promise.all(containers.map(async (id) => (await engine.inspect(id)).State.StartedAt));
    const before = await started();
    await muelleOrFail(project, ["restart", "web"]);
    expect(await engine.containersOf("web")).toEqual(containers);
    const after = await started();
    expect(after.filter((time, index) => time === before[index])).toEqual([]);
    await muelleOrFail(project, ["stop"]);
    expect((await rows()).map(({ state }) => state)).not.toContain("running");
    await muelleOrFail(project, ["start"]);
    expect(await states()).toEqual(UP);
  });
});
