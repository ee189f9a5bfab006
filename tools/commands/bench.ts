import { join } from "node:path";
import { handOver } from "../bootstrap/hand-over.mjs";
import { announce } from "../environment/announce.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** `npm run bench`: measures Muelle beside Docker Compose and kubectl, and the throughput of photos. */
export const command: Command = async (context, args) => {
  const { machine, env } = await setUp(context, { compose: true });
  announce(context, machine);
  return handOver(process.execPath, [join("bench", "index.ts"), ...args], context.root, env);
};
