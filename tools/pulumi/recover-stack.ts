import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import Docker from "dockerode";
import { isAlive } from "../../base/is-alive.ts";
import { run } from "../../base/run.ts";
import type { CommandContext } from "../context.ts";
import { localBackend } from "./environment.ts";
import { PROJECT } from "./prepare-stack.ts";
import { deadLocks, type PendingCreate, readLock, unfinished } from "./interrupted.ts";

/** Looks after every stack of this clone: see {@link recoverStack}. Costs nothing where no run was ended in the middle. */
export async function recoverStacks(context: CommandContext, env: NodeJS.ProcessEnv): Promise<void> {
  if (env["PULUMI_BACKEND_URL"] !== localBackend(context.root)) return;
  const locks = join(stateFolder(context), "locks", "organization", PROJECT);
  if (!existsSync(locks)) return;
  for (const stack of readdirSync(locks)) await recoverStack(context, stack, env);
}

/**
 * Makes a stack of this clone fit for use again after a `pulumi` that was ended in the middle (SIGKILL, a machine that
 * went down): clears its lock, removes what it was just creating and had not noted yet, and takes these operations off
 * the state. Touches nothing where a lock's process runs, or may run on another machine: Pulumi says then who it is.
 */
async function recoverStack(context: CommandContext, stack: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { root, progress } = context;
  const state = stateFolder(context);
  const dead = deadLocks(locksOf(join(state, "locks", "organization", PROJECT, stack)), hostname(), isAlive);
  if (dead.length === 0) return;
  const options = { cwd: root, env };
  const who = dead.map(({ pid }) => `process ${pid}`).join(", ");
  await run("clearing the lock", "pulumi", ["cancel", "--yes", "--stack", stack], options);
  progress.line(`The last run on the stack ${stack} was ended in the middle (${who}): its lock is cleared.`);
  if (!existsSync(join(state, "stacks", PROJECT, `${stack}.json`))) return;

  const json = await run("reading the state", "pulumi", ["stack", "export", "--stack", stack], options);
  const { operations, creates, cleared } = unfinished(json);
  if (operations === 0) return;
  const removed = await Promise.all(creates.map((create) => remove(create, stack)));
  await run("clearing what was pending", "pulumi", ["stack", "import", "--stack", stack], {
    ...options,
    input: JSON.stringify(cleared),
  });
  const gone = removed.filter((what) => what !== undefined);
  progress.line(
    `Cleared ${operations} operations of which the state knows no end` +
      `${gone.length === 0 ? "" : `, and removed what they left: ${gone.join(", ")}`}.`,
  );
}

function stateFolder({ root }: CommandContext): string {
  return join(root, ".muelle", "state", ".pulumi");
}

function locksOf(folder: string): ReturnType<typeof readLock>[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.map((name) => readLock(readFileSync(join(folder, name), "utf8")));
}

/** Removes a thing by name if it is there and the stack's own; what it would hold it had no time to hold. */
async function remove({ kind, name }: PendingCreate, stack: string): Promise<string | undefined> {
  const engine = new Docker();
  const thing = {
    container: () => {
      const container = engine.getContainer(name);
      return {
        labels: async () => (await container.inspect()).Config.Labels,
        remove: () => container.remove({ force: true, v: true }),
      };
    },
    network: () => {
      const network = engine.getNetwork(name);
      return {
        labels: async () => ((await network.inspect()) as { Labels?: Record<string, string> }).Labels ?? {},
        remove: () => network.remove(),
      };
    },
    volume: () => {
      const volume = engine.getVolume(name);
      return { labels: async () => (await volume.inspect()).Labels, remove: () => volume.remove() };
    },
  }[kind]();
  try {
    const labels = await thing.labels();
    if (labels["muelle.stack"] !== stack) return undefined;
    await thing.remove();
    return `${kind} ${name}`;
  } catch (error) {
    if (error instanceof Error && "statusCode" in error && error.statusCode === 404) return undefined;
    throw error;
  }
}
