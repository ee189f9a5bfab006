import { join } from "node:path";
import { parseArgs } from "node:util";
import { application as photos } from "../applications/photos/application.ts";
import { defineApplication } from "../components/index.ts";
import { leaveCluster, needCluster } from "../test/support/cluster.ts";
import { balancers } from "./balancer.ts";
import type { Timings } from "./comparison.ts";
import { Compose } from "./compose.ts";
import { evenness } from "./evenness.ts";
import { floor } from "./floor.ts";
import { Kubectl } from "./kubectl.ts";
import { Muelle } from "./muelle.ts";
import { type PreviewGrowth, previewGrowth, type Timer } from "./preview-growth.ts";
import { podsIn, untilReady } from "./ready-pods.ts";
import { describeMachine, keep, render, type Report } from "./report.ts";
import { type Measured, STEPS, type System } from "./system.ts";
import { throughput } from "./throughput.ts";
import { withTrafficSystems } from "./traffic-systems.ts";
import { updates } from "./updates.ts";

const PASSWORD = "bench-password";

const timed: Timer = async (work) => {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
};

/** Ends when everything of a system is ready, seen from outside. */
type Ready = (system: System) => Promise<void>;

/** One round of all steps, each timed; whatever happens, everything is gone in the end. */
async function round(
  system: System,
  timings: Record<string, Partial<Record<Measured, number[]>>>,
  ready?: Ready,
): Promise<void> {
  const measure = async (what: Measured, work: () => Promise<void>): Promise<void> => {
    const seconds = await timed(work);
    process.stdout.write(`${system.name} ${what}: ${seconds.toFixed(1)} s\n`);
    const own = (timings[system.name] ??= {});
    (own[what] ??= []).push(seconds);
  };
  for (const step of STEPS) {
    const watch = step === "first" && ready !== undefined ? [measure("ready", () => ready(system))] : [];
    await Promise.all([measure(step, () => system[step]()), ...watch]);
  }
}

/** Rounds in the order A B B A, so that a machine that gets slower is unjust to none. */
async function rounds(runs: number, muelle: Muelle, rival: System, ready?: Ready): Promise<Timings> {
  const systems = [muelle, rival];
  const timings: Record<string, Partial<Record<Measured, number[]>>> = {};
  for (let run = 0; run < runs; run++) {
    for (const system of run % 2 === 0 ? systems : systems.toReversed()) {
      await round(system, timings, ready);
      if (system === muelle) await muelle.reset();
    }
  }
  return timings;
}

async function besideCompose(runs: number): Promise<Timings> {
  const directory = join(import.meta.dirname, "..", "applications", "photos");
  const application = defineApplication(photos, { directory });
  const muelle = await Muelle.create("photos", { db_password: PASSWORD });
  try {
    // Images are built and pulled before anything is timed.
    await muelle.up();
    const images = await muelle.images();
    await muelle.destroy();
    const compose = await Compose.create(application, images, { db_password: PASSWORD });
    try {
      return await rounds(runs, muelle, compose);
    } finally {
      await compose.remove();
    }
  } finally {
    await muelle.project.remove();
  }
}

async function besideKubectl(runs: number): Promise<Timings> {
  await needCluster();
  const muelle = await Muelle.create("photos", { db_password: PASSWORD }, "kubernetes");
  try {
    // Images are built, pushed and on the node before anything is timed.
    await muelle.project.up();
    const namespace = `photos-${muelle.project.stack}`;
    const kubectl = await Kubectl.create(await muelle.manifests(), namespace);
    const pods = await podsIn(namespace);
    const ready: Ready = (system) => untilReady(system === muelle ? namespace : kubectl.namespace, pods);
    await muelle.destroy();
    try {
      return await rounds(runs, muelle, kubectl, ready);
    } finally {
      await kubectl.remove();
    }
  } finally {
    await muelle.project.remove();
    await leaveCluster();
  }
}

/** What the load balancers do, and updates under load. */
async function besideTraffic(runs: number): Promise<Pick<Report, "balancers" | "updates" | "evenness">> {
  const measured = await withTrafficSystems(async (systems) => ({
    balancers: await balancers(runs, systems),
    updates: await updates(runs, systems),
  }));
  return { ...measured, evenness: await evenness() };
}

const EVERYTHING = "compose,balancer,kubectl,preview,throughput";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "4" },
    only: { type: "string", default: EVERYTHING },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`--runs: expected a whole number from 1, got ${values.runs}`);
const parts = values.only.split(",");

const machine = await describeMachine();
const timings = {
  ...(parts.includes("compose") ? { compose: await besideCompose(runs) } : {}),
  ...(parts.includes("kubectl") ? { kubectl: await besideKubectl(runs) } : {}),
};
const least = parts.includes("compose") ? await floor(runs, timed) : undefined;
const growth: PreviewGrowth | undefined = parts.includes("preview")
  ? await previewGrowth(Math.min(runs, 3), timed)
  : undefined;
const traffic = parts.includes("balancer") ? await besideTraffic(runs) : {};
const images = parts.includes("throughput") ? await throughput(runs) : undefined;
const report = {
  machine,
  timings,
  ...(least === undefined ? {} : { floor: least }),
  ...traffic,
  ...(growth === undefined ? {} : { growth }),
  ...(images === undefined ? {} : { throughput: images }),
};
process.stdout.write(`\n${render(report)}\n`);
process.stdout.write(`kept in ${await keep(report, values.only === EVERYTHING ? "" : parts.join("-"))}\n`);
