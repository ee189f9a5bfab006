import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { MuelleError } from "../../base/errors.ts";
import { checkUser } from "../cluster/host/preflight.ts";
import { clusterLayout } from "../cluster/layout.ts";
import { removeCluster } from "../cluster/down.ts";
import { clusterStatus, renderStatus, usage } from "../cluster/status.ts";
import { bringUp } from "../cluster/up.ts";
import { withLock } from "../../base/lock.mjs";
import { partsFolder } from "../install/part.ts";
import type { SetupContext } from "../setup/context.ts";
import type { Verb } from "./verb.ts";

const ACTIONS: Readonly<Record<string, (context: SetupContext) => Promise<number>>> = { up, down, status };

/** `cluster up|down|status`: a Kubernetes of one node on this machine, to deploy to. */
export const verb: Verb = async (context, args) => {
  const [name = "status", ...rest] = args;
  const action = ACTIONS[name];
  if (action === undefined || rest.length > 0) {
    throw new MuelleError("No such action", [
      { path: ["cluster", ...args].join(" "), message: "the actions are up, down, status" },
    ]);
  }
  checkUser();
  return action(context);
};

async function up(context: SetupContext): Promise<number> {
  await exclusively(context, async () => {
    try {
      await bringUp(context);
    } catch (error) {
      if (existsSync(clusterLayout(context.folders.cache).folder)) {
        context.progress.line(
          "What was started stays, to be looked at: npm run cluster -- status, or down to remove it.",
        );
      }
      throw error;
    }
  });
  for (const line of usage(context)) context.progress.line(line);
  return 0;
}

async function down(context: SetupContext): Promise<number> {
  const { cache } = context.folders;
  const layout = clusterLayout(cache);
  const wasThere = existsSync(layout.folder);
  await exclusively(context, () => removeCluster(layout, partsFolder(cache)));
  context.progress.line(wasThere ? "The cluster is gone." : "There was no cluster.");
  return 0;
}

async function status(context: SetupContext): Promise<number> {
  const { progress, folders } = context;
  if (!existsSync(clusterLayout(folders.cache).folder)) {
    progress.line("There is no cluster. Bring one up: npm run cluster -- up");
    return 1;
  }
  const lines = await clusterStatus(context);
  for (const line of [...renderStatus(lines), "", ...usage(context)]) progress.line(line);
  return lines.every(({ healthy }) => healthy) ? 0 : 1;
}

/** One command at a time: a `down` must not meet an `up` half-way. */
async function exclusively(context: SetupContext, work: () => Promise<void>): Promise<void> {
  const { cache } = context.folders;
  await mkdir(cache, { recursive: true });
  await withLock(clusterLayout(cache).lock, work, (holder) => {
    context.progress.line(`Waiting for another cluster command (process ${holder}) to finish ...`);
  });
}
