import { installGoTools, linkCliPlugin, buildGoTools, downloadGoTools } from "../airgap/cli-plugin.ts";
import { finishImage, prepareImage } from "../airgap/base-images/build.ts";
import { recipeOf } from "../airgap/base-images/recipes.ts";
import { startEngine } from "../airgap/engine/engine.ts";
import { knownRegistry, startRegistry, type Registry } from "../airgap/registry/registry.ts";
import { installStandIn } from "../airgap/stand-ins/stand-in.ts";
import { BUILDX, PULUMI_CLI } from "../airgap/tools.ts";
import { installPackages } from "../install/apt.ts";
import { stopRunning } from "../process/run.ts";
import { installOfficialCli } from "../pulumi/official-cli.ts";
import type { SetupContext } from "./context.ts";
import { limited } from "./limited.ts";
import type { Step } from "./plan.ts";

type StepOf<Kind extends Step["kind"]> = Extract<Step, { readonly kind: Kind }>;

const SYSTEMS_AT_ONCE = 2;

/**
 * Does the steps of a plan. What does not depend on each other runs at once: packages are downloaded while Go
 * compiles. When one step fails the others are stopped and its error is thrown; what is finished stays.
 *
 * @param environment the environment of the finished setup, for the steps that run its programs
 */
export async function perform(
  context: SetupContext,
  steps: readonly Step[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { folders, progress } = context;
  const { cache } = folders;
  const packages = doPackages(context, steps);
  const registry = packages.then(() => bringRegistry(context, steps));
  const engine = registry.then((found) => bringEngine(context, steps, found));
  const buildx = has(steps, "build-buildx")
    ? installGoTools(cache, BUILDX, progress).then(() => linkCliPlugin(cache, BUILDX, context.env))
    : Promise.resolve();
  const cli = bringCli(context, steps, buildx);
  const builder = Promise.all([engine, buildx]).then(() => registry);
  const images = buildImages(context, steps, packages, builder);
  const standIns = cli.then(() => installStandIns(context, steps, environment));
  await allOrStop([packages, registry, engine, buildx, builder, cli, images, standIns]);
}

async function doPackages({ progress }: SetupContext, steps: readonly Step[]): Promise<void> {
  const wanted = find(steps, "apt-install");
  if (wanted === undefined) return;
  await progress.run(`Debian packages ${wanted.packages.join(", ")}`, (task) =>
    installPackages(wanted.packages, (line) => {
      task.update(line.slice(0, 60));
    }),
  );
}

async function bringRegistry(context: SetupContext, steps: readonly Step[]): Promise<Registry | undefined> {
  const { cache } = context.folders;
  if (has(steps, "start-registry")) {
    return context.progress.run("local registry of base images", () => startRegistry(cache));
  }
  const pushes = steps.some((step) => step.kind === "build-image" && step.into === "registry");
  return pushes ? knownRegistry(cache) : undefined;
}

async function bringEngine(
  { folders, env, progress }: SetupContext,
  steps: readonly Step[],
  registry: Registry | undefined,
): Promise<void> {
  const start = find(steps, "start-engine");
  if (start === undefined) return;
  const mirror = start.mirror ? (registry ?? (await knownRegistry(folders.cache))) : undefined;
  await progress.run("Docker Engine", () => startEngine(folders.cache, mirror?.host, env));
}

/** Downloads at once, but compiles after buildx: both use every core, and buildx is waited for by the images. */
async function bringCli(context: SetupContext, steps: readonly Step[], buildx: Promise<void>): Promise<void> {
  const { folders, progress } = context;
  if (has(steps, "install-official-cli")) {
    await progress.run("Pulumi CLI", () => installOfficialCli(folders.cache));
  }
  if (!has(steps, "build-cli")) return;
  await progress.run("Pulumi CLI from its Go module", async (task) => {
    const downloaded = await downloadGoTools(PULUMI_CLI, task);
    task.update("downloaded, waiting for buildx");
    await buildx;
    await buildGoTools(folders.cache, PULUMI_CLI, downloaded, task);
  });
}

async function buildImages(
  context: SetupContext,
  steps: readonly Step[],
  packages: Promise<void>,
  registry: Promise<Registry | undefined>,
): Promise<void> {
  const wanted = steps.filter((step) => step.kind === "build-image");
  await packages;
  await limited(SYSTEMS_AT_ONCE, wanted, (step) =>
    context.progress.run(`base image ${step.image}`, async (task) => {
      const prepared = await prepareImage(context, recipeOf(step.image), task);
      task.update("waiting for the engine and buildx");
      const ready = await registry;
      await finishImage(prepared, step.into === "registry" ? ready : undefined, context.env, task);
    }),
  );
}

async function installStandIns(
  { root, progress }: SetupContext,
  steps: readonly Step[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  for (const step of steps) {
    if (step.kind !== "install-stand-in") continue;
    await progress.run(`stand-in for the provider ${step.name} ${step.version}`, () =>
      installStandIn(root, "pulumi", environment, step),
    );
  }
}

/** The first failure is the cause; what fails because it was stopped then is only its consequence. */
async function allOrStop(work: readonly Promise<unknown>[]): Promise<void> {
  let first: { readonly error: unknown } | undefined;
  const watched = work.map((one) =>
    one.catch((error: unknown) => {
      first ??= { error };
      stopRunning();
    }),
  );
  await Promise.all(watched);
  if (first !== undefined) throw first.error;
}

function find<Kind extends Step["kind"]>(steps: readonly Step[], kind: Kind): StepOf<Kind> | undefined {
  return steps.find((step): step is StepOf<Kind> => step.kind === kind);
}

function has(steps: readonly Step[], kind: Step["kind"]): boolean {
  return steps.some((step) => step.kind === kind);
}
