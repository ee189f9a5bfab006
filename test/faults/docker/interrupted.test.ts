import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { record } from "../../support/fault-table/record.ts";
import { underLoad } from "../../support/load/under-load.ts";
import { who } from "../../e2e/uses/traffic.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

/** An update takes about eight seconds here. */
const LONGEST = 9_000;

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("interrupted", "traffic", { token: "token" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

/** Starts `pulumi up` and kills it, and all that it started and that is still of its group, after a while. */
async function killedUp(after: number): Promise<void> {
  const args = ["run", "-s", "pulumi", "--", "up", "--yes", "--skip-preview", "--non-interactive"];
  const child = spawn("npm", [...args, "--stack", project.stack], {
    cwd: project.directory,
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      resolve();
    }),
  );
  await Promise.race([sleep(after), ended]);
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  await ended;
}

/** That the engine holds what the state says, and nothing else. */
async function expectWhole(): Promise<void> {
  const { code, output } = await project.pulumi(["preview", "--refresh", "--expect-no-changes"]);
  expect(code, output).toBe(0);
  const exported = await project.pulumi(["stack", "export"]);
  const state = JSON.parse(exported.output) as {
    deployment: { resources: { type: string; id?: string }[]; pending_operations?: unknown[] };
  };
  expect(state.deployment.pending_operations ?? []).toEqual([]);
  const known = state.deployment.resources.filter(({ type }) => type === "docker:index/container:Container");
  await eventually(async () => {
    const found = Object.values(await engine.containers())
      .flat()
      .sort();
    expect(found).toEqual(known.map(({ id }) => id ?? "").sort());
  });
}

describe("on Docker", () => {
  it("`pulumi up` that is killed at any moment and run again brings the stack where it should be", async () => {
    const rounds = inject("rounds");
    const result = await underLoad({
      part: "Interrupted updates",
      platform: "Docker",
      what: "`pulumi up` killed by SIGKILL at a random moment, then run again",
      seen: "nothing; the next run says that it clears the lock, and does what was left",
      port: project.port,
      times: rounds,
      requests: 1,
      change: async (round) => {
        await project.set("services.web.environment.PROBE", `probe ${round}`);
        // Spread over the whole update, and not at the same moments in every run.
        await killedUp((LONGEST * (round + Math.random())) / rounds);
        const since = performance.now();
        await project.up();
        const seconds = (performance.now() - since) / 1000;
        await expectWhole();
        const { probe } = await who(`http://127.0.0.1:${project.port}`);
        expect(probe).toBe(`probe ${round}`);
        return seconds;
      },
    });
    expect(result.load.failures).toEqual({});
  });

  it("of two `pulumi up` at once one wins at most, and the state stays whole", async () => {
    const rounds = inject("rounds");
    let winners = 0;
    for (let round = 0; round < rounds; round++) {
      await project.set("services.web.environment.PROBE", `race ${round}`);
      const up = ["up", "--yes", "--skip-preview"];
      const both = await Promise.all([project.pulumi(up), project.pulumi(up)]);
      const won = both.filter(({ code }) => code === 0);
      winners += won.length;
      expect(won.length).toBeLessThanOrEqual(1);
      for (const { output } of both.filter(({ code }) => code !== 0))
        expect(output).toContain("the stack is currently locked by");
      await project.up();
      await expectWhole();
    }
    record({
      part: "Interrupted updates",
      platform: "Docker",
      what: "two `pulumi up` at once",
      times: rounds,
      seen: `${winners} of ${rounds} times one of them wins, else none; who loses is told who holds the lock`,
      lost: "nothing",
    });
  });
});
