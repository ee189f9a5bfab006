import { handOver } from "../bootstrap/hand-over.mjs";
import { checkState } from "../pulumi/check-state.ts";
import { prepareStack } from "../pulumi/prepare-stack.ts";
import { recoverStacks } from "../pulumi/recover-stack.ts";
import { describeStack } from "../pulumi/describe-stack.ts";
import { announce } from "../../airgap/setup/announce.ts";
import { PROVIDERS } from "../../airgap/setup/providers.ts";
import { setUp } from "../../airgap/setup/setup.ts";
import type { Command } from "./command.ts";

const STACK = "dev";

/** `npm start`: sets up what is missing, brings the stack dev up, and says where to click. */
export const command: Command = async (context, args) => {
  const { plan, env } = await setUp(context, { providers: PROVIDERS.docker });
  announce(context, plan);
  await recoverStacks(context, env);
  await prepareStack(context, STACK, env);
  await checkState(context, STACK, env);
  const code = await handOver("pulumi", ["up", "--stack", STACK, "--yes", ...args], context.root, env);
  if (code !== 0) return code;
  process.stdout.write(`\n${await describeStack(context.root, STACK, env)}\n`);
  return 0;
};
