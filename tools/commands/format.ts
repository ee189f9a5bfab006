import { join } from "node:path";
import { handOver } from "../bootstrap/hand-over.mjs";
import type { Command } from "./command.ts";

/** `npm run format`: formats the given files, or everything. */
export const command: Command = async ({ root, env }, args) => {
  const script = join(root, "node_modules", "prettier", "bin", "prettier.cjs");
  return handOver(process.execPath, [script, "--write", ...(args.length === 0 ? ["."] : args)], root, env);
};
