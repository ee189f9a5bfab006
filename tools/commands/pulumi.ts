import { handOver } from "../bootstrap/hand-over.mjs";
import { setUp } from "../setup/setup.ts";
import type { Command } from "./command.ts";

/** `npm run pulumi -- ARGUMENTS`: the same Pulumi with the same environment as `npm start`. */
export const command: Command = async (context, args) => {
  const { env } = await setUp(context, false);
  return handOver("pulumi", args, context.root, env);
};
