import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SavedPlan } from "../../../cli/plan/saved-plan.ts";
import { differencesFromState, type StateResource } from "../../support/plan/against-state.ts";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { useNotes } from "../uses/notes.ts";

let project: Project;
let engine: StackOnEngine;
let folder: string;

beforeAll(async () => {
  project = await createProject("plan", "notes", { db_password: "plan-password-31337" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  folder = join(project.directory, ".muelle", "plan", project.stack);
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

/** `npm run plan` on a machine that has neither engine nor cluster nor a passphrase. */
async function plan(): Promise<string> {
  const nowhere = {
    DOCKER_HOST: "unix:///nowhere/docker.sock",
    KUBECONFIG: "/nowhere/kubeconfig",
    PULUMI_CONFIG_PASSPHRASE: "",
  };
  const { code, output } = await runProgram("npm", ["run", "-s", "plan", "--", project.stack], {
    cwd: project.directory,
    env: { ...process.env, ...nowhere },
  });
  expect(code, output).toBe(0);
  return output;
}

describe("a plan for Docker", () => {
  it("needs no engine, and asks for what `pulumi up` made", async () => {
    expect(await plan()).toContain(`Wrote to .muelle/plan/${project.stack}: summary.md, compose.yaml`);
    const saved = JSON.parse(await readFile(join(folder, "resources.json"), "utf8")) as SavedPlan;
    const { output } = await project.pulumi(["stack", "export"]);
    const { deployment } = JSON.parse(output) as { deployment: { resources: StateResource[] } };
    expect(deployment.resources.length).toBeGreaterThan(10);
    expect(differencesFromState(saved.docker, deployment.resources)).toEqual([]);
  });

  it("comes up under Docker Compose", async () => {
    await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    await mkdir(join(folder, "secrets"), { recursive: true });
    await writeFile(join(folder, "secrets", "db_password"), "compose-password");
    const compose = async (...args: string[]): Promise<string> => {
      const { code, output } = await runProgram("docker", ["compose", "--file", "compose.yaml", ...args], {
        cwd: folder,
      });
      expect(code, output).toBe(0);
      return output;
    };
    try {
      await compose("up", "--detach", "--wait", "--quiet-pull");
      await useNotes(`http://127.0.0.1:${project.port}`);
      expect((await compose("ps", "--quiet", "api")).trim().split("\n")).toHaveLength(3);
    } finally {
      await compose("down", "--volumes", "--remove-orphans");
    }
  });
});
