import { finishImage, prepareImage } from "../base-images/build.ts";
import { recipeOf } from "../base-images/recipes.ts";
import { buildGoTools, downloadGoTools, linkCliPlugin } from "../cli-plugin.ts";
import { DOCKER_CLIENT } from "../engine/client.ts";
import { startEngine } from "../engine/engine.ts";
import type { GoTools } from "../go-tool.ts";
import { installPlugin } from "../plugins/plugin.ts";
import { providerTools } from "../plugins/probe.ts";
import { knownRegistry, startRegistry, type Registry } from "../registry/registry.ts";
import { BUILDX, CONTAINER_RUNTIME, DOCKER_ENGINE, PULUMI_CLI } from "../tools.ts";
import { installPackages } from "../install/apt.ts";
import { installDebianFiles } from "../install/debian-files.ts";
import { stopRunning } from "../../base/run.ts";
import { installOfficialCli } from "../pulumi/official-cli.ts";
import type { SetupContext } from "./context.ts";
import { ENGINE_PARTS } from "./facts.ts";
import { limited } from "../../base/limited.ts";
import type { Built, Step } from "./plan.ts";

type StepOf<Kind extends Step["kind"]> = Extract<Step, { readonly kind: Kind }>;

const SYSTEMS_AT_ONCE = 2;
const BUILDS_AT_ONCE = 2;

/** Niceness that each build has beyond the one before it, which so gets three quarters of what both can use. */
const STEP_BACK = 5;
const LOWEST_PRIORITY = 19;

/**
 * Does the steps of a plan. What does not depend on each other runs at once: packages and modules are downloaded while
 * Go compiles. When one step fails the others are stopped and its error is thrown; what is finished stays.
 */
export async function perform(context: SetupContext, steps: readonly Step[]): Promise<void> {
  const packages = doPackages(context, steps);
  const registry = packages.then(() => bringRegistry(context, steps));
  const builds = buildPrograms(context, steps, packages);
  const buildx = builds("docker-buildx").then(() => linkBuildx(context, steps));
  const engine = Promise.all([registry, ...ENGINE_PARTS.map(builds)]).then(([found]) =>
    bringEngine(context, steps, found),
  );
  const builder = Promise.all([engine, buildx]).then(() => registry);
  const images = buildImages(context, steps, packages, builder);
  const cli = bringOfficialCli(context, steps);
  const plugins = installPlugins(context, steps, builds);
  await allOrStop([
    packages,
    registry,
    ...wanted(steps).map(builds),
    buildx,
    engine,
    builder,
    cli,
    images,
    plugins,
  ]);
}

async function doPackages({ folders, progress }: SetupContext, steps: readonly Step[]): Promise<void> {
  const missing = find(steps, "apt-install");
  if (missing !== undefined) {
    await progress.run(`Debian packages ${missing.packages.join(", ")}`, (task) =>
      installPackages(missing.packages, (line) => {
        task.update(line.slice(0, 60));
      }),
    );
  }
  if (has(steps, "get-docker-client"))
    await progress.run("Docker client", () => installDebianFiles(folders.cache, DOCKER_CLIENT));
}

function wanted(steps: readonly Step[]): readonly Built[] {
  return steps.filter((step) => step.kind === "build").map(({ what }) => what);
}

/**
 * Downloads everything at once, and compiles in the order of the steps, since what is waited for longest comes first.
 * Each build uses every core, but not to its end, where it links: the next one, which stands back for it, fills the gaps.
 *
 * @returns the end of each build by its name; at once for what is not built
 */
function buildPrograms(
  { root, folders: { cache }, progress }: SetupContext,
  steps: readonly Step[],
  packages: Promise<void>,
): (what: Built) => Promise<void> {
  const ends = new Map<Built, Promise<void>>();
  const builds: Promise<void>[] = [];
  for (const [index, what] of wanted(steps).entries()) {
    const tools = toolsOf(root, what);
    const before = builds[index - BUILDS_AT_ONCE] ?? packages;
    const build = progress.run(`${tools.name} from its Go module`, async (task) => {
      const downloaded = await downloadGoTools(tools, task);
      task.update("downloaded, waiting for its turn");
      await before;
      await buildGoTools(cache, tools, downloaded, task, Math.min(index * STEP_BACK, LOWEST_PRIORITY));
    });
    builds.push(build);
    ends.set(what, build);
  }
  return (what) => ends.get(what) ?? Promise.resolve();
}

function toolsOf(root: string, what: Built): GoTools {
  switch (what) {
    case "container-runtime":
      return CONTAINER_RUNTIME;
    case "docker-engine":
      return DOCKER_ENGINE;
    case "docker-buildx":
      return BUILDX;
    case "pulumi":
      return PULUMI_CLI;
    default:
      return providerTools(root, what.slice("provider ".length));
  }
}

async function linkBuildx({ folders, env }: SetupContext, steps: readonly Step[]): Promise<void> {
  if (wanted(steps).includes("docker-buildx")) await linkCliPlugin(folders.cache, BUILDX, env);
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
  { folders: { cache }, env, progress }: SetupContext,
  steps: readonly Step[],
  registry: Registry | undefined,
): Promise<void> {
  const start = find(steps, "start-engine");
  if (start === undefined) return;
  const mirror = start.mirror ? (registry ?? (await knownRegistry(cache))) : undefined;
  const mirrored = mirror === undefined ? {} : { mirror: mirror.host };
  await progress.run("Docker Engine", () => startEngine({ cache, env, built: start.built, ...mirrored }));
}

async function bringOfficialCli({ folders, progress }: SetupContext, steps: readonly Step[]): Promise<void> {
  if (has(steps, "install-official-cli"))
    await progress.run("Pulumi CLI", () => installOfficialCli(folders.cache));
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

async function installPlugins(
  { root, folders: { cache } }: SetupContext,
  steps: readonly Step[],
  builds: (what: Built) => Promise<void>,
): Promise<void> {
  for (const step of steps) {
    if (step.kind !== "install-plugin") continue;
    await builds(`provider ${step.name}`);
    await installPlugin({ root, cache }, step);
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
