import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { MuelleError } from "../../base/errors.ts";
import { withLock } from "../../base/lock.mjs";
import { formatElapsed } from "../../base/elapsed.ts";
import type { SetupContext } from "./context.ts";
import { perform } from "./perform.ts";
import { plan, type Plan } from "./plan.ts";
import { probe } from "./probe.ts";

/** Every provider that can be had without its download host. */
const PROVIDERS: readonly string[] = ["docker-build", "docker", "kubernetes"];

/** What a setup is for. */
export interface SetupOptions {
  /** The providers that will be used. @default - every one that can be had here */
  readonly providers?: readonly string[];
  /** Whether the download hosts are asked again, instead of remembering what they answered. @default false */
  readonly thorough?: boolean;
}

/**
 * Makes everything that is missing, and nothing that is there; returns what is used.
 *
 * @throws MuelleError naming everything that stands in the way, before anything is changed
 */
export async function setUp(context: SetupContext, options: SetupOptions = {}): Promise<Plan> {
  const decided = await probePlan(context, options);
  // Plugins are linked into this clone alone: nobody else has to be waited for.
  if (decided.steps.every(({ kind }) => kind === "install-plugin")) {
    await perform(context, decided.steps);
  } else {
    const { cache } = context.folders;
    await mkdir(cache, { recursive: true });
    // Another setup may do the same at this moment: look again once it is our turn.
    await withLock(join(cache, "setup.lock"), async () => {
      const { steps } = await probePlan(context, { ...options, thorough: false });
      await removeDrafts(cache);
      await performWithReport(context, steps);
    });
  }
  return decided;
}

async function probePlan(
  context: SetupContext,
  { providers = PROVIDERS, thorough = false }: SetupOptions,
): Promise<Plan> {
  const decided = plan(await probe(context, providers, thorough));
  if (decided.faults.length > 0)
    throw new MuelleError("This machine is not ready for Muelle", decided.faults);
  return decided;
}

async function performWithReport(context: SetupContext, steps: Plan["steps"]): Promise<void> {
  if (steps.length === 0) return;
  const since = Date.now();
  const builds = steps.filter(({ kind }) => kind === "build").length;
  const compiled = builds === 1 ? "a program is compiled" : `${builds} programs are compiled`;
  const longest = builds > 0 ? ` (${compiled}, once per user: minutes)` : "";
  context.progress.line(`Setting up what is missing${longest}:`);
  await perform(context, steps);
  context.progress.line(`Set up in ${formatElapsed(Date.now() - since)}.`);
}

/** What a setup that was killed left behind. Only the holder of the lock may look. */
async function removeDrafts(cache: string): Promise<void> {
  for (const folder of ["parts", "images"]) {
    const names = await readdir(join(cache, folder)).catch(() => []);
    const drafts = names.filter((name) => name.startsWith("."));
    await Promise.all(drafts.map((name) => rm(join(cache, folder, name), { recursive: true, force: true })));
  }
}
