import { lstat, mkdir, readlink, rm, symlink } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { MuelleError } from "../base/errors.ts";
import { installPart } from "./install/part.ts";
import type { Progress, Task } from "../base/progress.ts";
import { tryRun } from "../base/run.ts";
import type { SetupContext } from "./setup/context.ts";
import { buildGoTool, downloadGoTool, goPart, type GoTools } from "./go-tool.ts";
import { COMPOSE } from "./tools.ts";

/** Makes `docker compose` work, by building it from its Go module where there is none. */
export async function ensureCompose(context: SetupContext): Promise<void> {
  if ((await tryRun("docker", ["compose", "version"], { env: context.env })).code === 0) return;
  await installGoTools(context.folders.cache, COMPOSE, context.progress);
  await linkCliPlugin(context.folders.cache, COMPOSE, context.env);
}

/** Downloads and builds tools, unless they are there already. */
export async function installGoTools(cache: string, tools: GoTools, progress: Progress): Promise<void> {
  await progress.run(`${tools.name} from its Go module`, async (task) => {
    await buildGoTools(cache, tools, await downloadGoTools(tools, task), task);
  });
}

/** Downloads what the tools are built from; returns how many packages each is made of. */
export async function downloadGoTools({ tools }: GoTools, task: Task): Promise<readonly number[]> {
  const packages: number[] = [];
  for (const tool of tools) packages.push((await downloadGoTool(tool, task)).length);
  return packages;
}

/** Builds the tools into their part; `niceness` is how far this stands back for other builds. */
export async function buildGoTools(
  cache: string,
  tools: GoTools,
  packages: readonly number[],
  task: Task,
  niceness = 0,
): Promise<void> {
  await installPart(cache, goPart(cache, tools), async (folder) => {
    for (const [index, tool] of tools.tools.entries())
      await buildGoTool(tool, folder, packages[index] ?? 0, task, niceness);
  });
}

/** Links a plugin of the Docker client to where the client looks for it. Never replaces a file that is not such a link. */
export async function linkCliPlugin(
  cache: string,
  { name, ...rest }: GoTools,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const target = join(goPart(cache, { name, ...rest }).folder, name);
  const link = join(env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"), "cli-plugins", name);
  const existing = await linkTarget(link);
  if (existing === target) return;
  if (existing === undefined && (await exists(link))) {
    throw new MuelleError(`docker ${name.replace("docker-", "")} does not work`, [
      {
        path: link,
        message: "this plugin is there, but the Docker client cannot run it",
        hint: "Mend or remove it.",
      },
    ]);
  }
  await mkdir(dirname(link), { recursive: true });
  await rm(link, { force: true });
  await symlink(target, link);
}

async function linkTarget(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
