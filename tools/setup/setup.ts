import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { MuelleError } from "../../components/application/errors.ts";
import { userHome } from "../airgap/stand-ins/probe.ts";
import { pulumiHome } from "../airgap/stand-ins/stand-in.ts";
import { withLock } from "../install/lock.mjs";
import { formatElapsed } from "../process/elapsed.ts";
import { additions, environment, passphraseFile, type Additions } from "../pulumi/environment.ts";
import { localKubeconfig } from "../pulumi/local-cluster.ts";
import { currentLogin, shareLogin } from "../pulumi/login.ts";
import { ensurePassphrase } from "../pulumi/passphrase.ts";
import type { SetupContext } from "./context.ts";
import { perform } from "./perform.ts";
import { plan, type Plan } from "./plan.ts";
import { probe } from "./probe.ts";

/** What a finished setup gives. */
export interface Setup {
  readonly plan: Plan;
  readonly additions: Additions;
  /** The whole environment for Pulumi and everything that runs it. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Makes everything that is missing, and nothing that is there.
 *
 * @param thorough asks the download hosts again instead of remembering what they answered
 * @throws MuelleError naming everything that stands in the way, before anything is changed
 */
export async function setUp(context: SetupContext, thorough: boolean): Promise<Setup> {
  const decided = decide(context, await probePlan(context, thorough));
  if (decided.plan.steps.length > 0) {
    const { cache } = context.folders;
    await mkdir(cache, { recursive: true });
    // Another setup may do the same at this moment: look again once it is our turn.
    await withLock(join(cache, "setup.lock"), async () => {
      const { steps } = await probePlan(context, false);
      await removeDrafts(cache);
      await performWithReport(context, steps, decided.env);
    });
  }
  await prepareHome(context, decided);
  return decided;
}

async function probePlan(context: SetupContext, thorough: boolean): Promise<Plan> {
  const decided = plan(await probe(context, thorough));
  if (decided.faults.length > 0)
    throw new MuelleError("This machine is not ready for Muelle", decided.faults);
  return decided;
}

function decide(context: SetupContext, decided: Plan): Setup {
  const { root, folders, env } = context;
  // A login made through this clone's own Pulumi home counts before the one in the user's home.
  const login =
    (decided.standIns ? currentLogin(pulumiHome(root)) : undefined) ?? currentLogin(userHome(env));
  const kubeconfig = localKubeconfig(folders.cache);
  const added = additions(decided, {
    root,
    folders,
    env,
    ...(login === undefined ? {} : { login }),
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
  });
  return { plan: decided, additions: added, env: environment(env, added) };
}

async function performWithReport(
  context: SetupContext,
  steps: Plan["steps"],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (steps.length === 0) return;
  const since = Date.now();
  const longest = steps.some(({ kind }) => kind === "build-cli")
    ? " (about seven minutes on two cores, once per user)"
    : "";
  context.progress.line(`Setting up what is missing${longest}:`);
  await perform(context, steps, env);
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

async function prepareHome(
  context: SetupContext,
  { plan: { standIns }, additions: { variables } }: Setup,
): Promise<void> {
  const { root, folders, env } = context;
  await mkdir(join(root, ".muelle", "state"), { recursive: true });
  if (standIns) await shareLogin(userHome(env), pulumiHome(root));
  const passphrase = passphraseFile(folders);
  if (variables["PULUMI_CONFIG_PASSPHRASE_FILE"] === passphrase) ensurePassphrase(passphrase);
}
