import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { MuelleError } from "../../base/errors.ts";
import { pulumiHome } from "../plugins/plugin.ts";
import { userHome } from "../plugins/probe.ts";
import { withLock } from "../../base/lock.mjs";
import { formatElapsed } from "../../base/elapsed.ts";
import { additions, environment, passphraseFile, type Additions } from "../../tools/pulumi/environment.ts";
import { localKubeconfig } from "../../tools/pulumi/local-cluster.ts";
import { currentLogin, shareLogin } from "../../tools/pulumi/login.ts";
import { ensurePassphrase } from "../../tools/pulumi/passphrase.ts";
import type { SetupContext } from "./context.ts";
import { perform } from "./perform.ts";
import { plan, type Plan } from "./plan.ts";
import { probe } from "./probe.ts";
import { ALL_PROVIDERS } from "./providers.ts";

/** What a finished setup gives. */
export interface Setup {
  readonly plan: Plan;
  readonly additions: Additions;
  /** The whole environment for Pulumi and everything that runs it. */
  readonly env: NodeJS.ProcessEnv;
}

/** What a setup is for. */
export interface SetupOptions {
  /** The providers that will be used. @default - those of both platforms */
  readonly providers?: readonly string[];
  /** Whether the download hosts are asked again, instead of remembering what they answered. @default false */
  readonly thorough?: boolean;
}

/**
 * Makes everything that is missing, and nothing that is there.
 *
 * @throws MuelleError naming everything that stands in the way, before anything is changed
 */
export async function setUp(context: SetupContext, options: SetupOptions = {}): Promise<Setup> {
  const decided = decide(context, await probePlan(context, options));
  // Plugins are linked into this clone alone: nobody else has to be waited for.
  if (decided.plan.steps.every(({ kind }) => kind === "install-plugin")) {
    await perform(context, decided.plan.steps);
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
  await prepareHome(context, decided);
  return decided;
}

async function probePlan(
  context: SetupContext,
  { providers = ALL_PROVIDERS, thorough = false }: SetupOptions,
): Promise<Plan> {
  const decided = plan(await probe(context, providers, thorough));
  if (decided.faults.length > 0)
    throw new MuelleError("This machine is not ready for Muelle", decided.faults);
  return decided;
}

function decide(context: SetupContext, decided: Plan): Setup {
  const { root, folders, env } = context;
  // A login made through this clone's own Pulumi home counts before the one in the user's home.
  const login =
    (decided.ownPlugins ? currentLogin(pulumiHome(root)) : undefined) ?? currentLogin(userHome(env));
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

async function prepareHome(
  context: SetupContext,
  { plan: { ownPlugins }, additions: { variables } }: Setup,
): Promise<void> {
  const { root, folders, env } = context;
  await mkdir(join(root, ".muelle", "state"), { recursive: true });
  if (ownPlugins) await shareLogin(userHome(env), pulumiHome(root));
  const passphrase = passphraseFile(folders);
  if (variables["PULUMI_CONFIG_PASSPHRASE_FILE"] === passphrase) ensurePassphrase(passphrase);
}
