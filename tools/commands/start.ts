import { handOver } from "../bootstrap/hand-over.mjs";
import { checkState } from "../pulumi/check-state.ts";
import { prepareStack } from "../pulumi/prepare-stack.ts";
import { recoverStacks } from "../pulumi/recover-stack.ts";
import { describeStack } from "../pulumi/describe-stack.ts";
import { announce } from "../environment/announce.ts";
import { PROVIDERS } from "../pulumi/providers.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

const STACK = "dev";

/** `npm start`: sets up what is missing, brings the stack dev up, and says where to click. */
export const command: Command = async (context, args) => {
  const { machine, env } = await setUp(context, { providers: PROVIDERS.docker });
  announce(context, machine);
  await recoverStacks(context, env);
  await prepareStack(context, STACK, env);
  await checkState(context, STACK, env);
  const code = await handOver("pulumi", ["up", "--stack", STACK, "--yes", ...args], context.root, env);
  if (code !== 0) return code;
  process.stdout.write(`\n${await describeStack(context.root, STACK, env)}\n`);
  return 0;
};
