import { join } from "node:path";
import { ensureCompose } from "../../airgap/cli-plugin.ts";
import { handOver } from "../bootstrap/hand-over.mjs";
import { announce } from "../../airgap/setup/announce.ts";
import { setUp } from "../../airgap/setup/setup.ts";
import type { Command } from "./command.ts";

/** `npm run bench`: measures Muelle beside Docker Compose and kubectl, and the throughput of photos. */
export const command: Command = async (context, args) => {
  const { plan, env } = await setUp(context);
  announce(context, plan);
  await ensureCompose(context);
  return handOver(process.execPath, [join("bench", "index.ts"), ...args], context.root, env);
};
