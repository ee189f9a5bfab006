import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { processesIn } from "../../support/processes-in.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

/** Never healthy, and patient: an update of it waits until somebody ends it. */
const ENDLESS = `
import type { ApplicationSpec } from "../../components/index.ts";
export const application: ApplicationSpec = {
  name: "endless",
  services: {
    web: {
      image: "busybox:1.37-musl",
      command: ["sleep", "600"],
      healthcheck: { test: ["CMD", "false"], interval: "1s", startPeriod: "300s" },
    },
  },
};
`;

/** Pulumi's own, idle by then: they look every five minutes whether their engine lives. */
const PULUMIS_OWN = /\/pulumi-(?:language-nodejs|resource-docker|resource-kubernetes) /;

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("killed", "faulty");
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.write("applications/faulty/application.ts", ENDLESS);
});

afterAll(async () => {
  for (const { pid } of processesIn(project.directory)) process.kill(pid, "SIGKILL");
  await project.remove();
});

/** The one process of the project's folder that has such a command. */
function processOf(command: RegExp): number {
  const found = processesIn(project.directory).filter((running) => command.test(running.command));
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`${found.length} processes are ${String(command)}`);
  return first.pid;
}

describe("`pulumi up` whose engine is killed", () => {
  it("leaves no program and no provider of ours behind", async () => {
    const args = ["run", "-s", "pulumi", "--", "up", "--yes", "--skip-preview", "--non-interactive"];
    spawn("npm", [...args, "--stack", project.stack], { cwd: project.directory, stdio: "ignore" });
    await eventually(async () => {
      expect(await engine.containersOf("web")).toHaveLength(1);
    });
    expect(processOf(/\/pulumi\/cmd\/run\//)).toBeGreaterThan(0);
    process.kill(processOf(/^pulumi up /), "SIGKILL");
    await eventually(() => {
      expect(processesIn(project.directory).filter(({ command }) => !PULUMIS_OWN.test(command))).toEqual([]);
      return Promise.resolve();
    }, 10_000);
  });
});
