import { MuelleError } from "../../base/errors.ts";
import { handOver } from "../bootstrap/hand-over.mjs";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** `node tools/run.mjs exec PROGRAM ARGUMENTS`: any program in Pulumi's environment, on the pinned Node. */
export const command: Command = async (context, args) => {
  const [program, ...rest] = args;
  if (program === undefined) {
    throw new MuelleError("Nothing to run", [{ path: "exec", message: "name a program and its arguments" }]);
  }
  const { env } = await setUp(context);
  return handOver(program, rest, context.root, env);
};
