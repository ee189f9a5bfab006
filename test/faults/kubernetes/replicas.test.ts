import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LISTENERS } from "../../../airgap/cluster/addresses.ts";
import { APPLICATION, HEALTH_AT_DEFAULTS, HEALTH_OF_THE_TEST, who } from "../../e2e/uses/traffic.ts";
import { needCluster } from "../../support/cluster.ts";
import { secondsUntil } from "../../support/elapsed.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoadedCase, type UnderLoad, underLoad } from "../../support/load/under-load.ts";
import { processesOf } from "../../support/pod-processes.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

const ENTRY = `http://127.0.0.1:${LISTENERS.ingressHttp.port}`;

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("faults-k8s", "traffic", { token: "token" }, "kubernetes");
  cluster = new StackOnCluster(`traffic-${project.stack}`);
  await project.up();
  await eventually(() => who(ENTRY));
});

afterAll(async () => {
  await project.remove();
});

async function expectAllReady(restartsMoreThan = -1): Promise<void> {
  expect(await readyPods()).toBe(3);
  expect(await restarts()).toBeGreaterThan(restartsMoreThan);
}

async function readyPods(): Promise<number> {
  return (await cluster.podsOf("web")).filter(({ status }) =>
    status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"),
  ).length;
}

async function restarts(): Promise<number> {
  return (await cluster.podsOf("web"))
    .flatMap(({ status }) => status.containerStatuses ?? [])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
}

function fault(what: string, seen: string, change: LoadedCase["change"], times: number): Promise<UnderLoad> {
  return underLoad({
    part: "Faults",
    platform: "Kubernetes",
    what,
    seen,
    port: LISTENERS.ingressHttp.port,
    requests: 1,
    held: false,
    times,
    change,
  });
}

describe("on Kubernetes", () => {
  it("a replica that is killed is started again, the others serve", async () => {
    await fault(
      "SIGKILL of one of three replicas",
      "what was in the replica's hands fails; for the rest the Ingress controller asks another one",
      async (round) => {
        const pod = (await cluster.podsOf("web"))[round % 3];
        const before = await restarts();
        return secondsUntil(
          () => {
            for (const pid of processesOf(pod?.metadata.uid ?? "")) process.kill(pid, "SIGKILL");
            return Promise.resolve();
          },
          () => expectAllReady(before),
        );
      },
      3,
    );
  });

  it("a replica that hangs is taken out by its readiness probe and started again by its liveness probe", async () => {
    await fault(
      "hung replica (accepts, never answers)",
      "what it is given hangs until the probe takes it out; then it is killed and started again",
      async (round) => {
        const pod = (await cluster.podsOf("web"))[round % 3];
        const before = await restarts();
        return secondsUntil(
          async () => {
            for (const pid of processesOf(pod?.metadata.uid ?? "")) process.kill(pid, "SIGSTOP");
            await sleep(1000);
          },
          () => expectAllReady(before),
        );
      },
      1,
    );
  });

  it("a replica that hangs for good, at defaults, gets no request after 15 s and is back by itself", async () => {
    await project.edit(APPLICATION, HEALTH_OF_THE_TEST, HEALTH_AT_DEFAULTS);
    await project.up();
    let hung = 0;
    const result = await fault(
      "a replica that hangs for good, at defaults",
      "what it is given until the readiness probe takes it out, after 12 s at most, hangs; the liveness probe restarts it after minutes",
      async () => {
        const [pod] = await cluster.podsOf("web");
        const before = await restarts();
        const all = await readyPods();
        const since = performance.now();
        for (const pid of processesOf(pod?.metadata.uid ?? "")) process.kill(pid, "SIGSTOP");
        await eventually(async () => {
          expect(await readyPods()).toBe(all - 1);
        });
        hung = (performance.now() - since) / 1000;
        return secondsUntil(
          () => Promise.resolve(),
          () => expectAllReady(before),
          400_000,
        );
      },
      1,
    );
    console.log(`taken out after ${hung.toFixed(1)} s`, result.load.failures);
    expect(hung).toBeLessThan(15);
    await project.edit(APPLICATION, HEALTH_AT_DEFAULTS, HEALTH_OF_THE_TEST);
    await project.up();
  });

  it("a replica that runs out of memory is ended and started again", async () => {
    await fault(
      "replica out of memory",
      "the request that was too much fails, and what was in the replica's hands",
      async () => {
        const before = await restarts();
        return secondsUntil(
          async () => {
            expect((await fetch(`${ENTRY}/eat`, { method: "POST" })).status).toBeGreaterThanOrEqual(500);
          },
          () => expectAllReady(before),
        );
      },
      3,
    );
  });
});
