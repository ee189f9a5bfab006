import { handOver } from "../bootstrap/hand-over.mjs";
import { checkState } from "../pulumi/check-state.ts";
import { namedPacks, replacePacks } from "../pulumi/policy-packs.ts";
import { prepareOwnStack } from "../pulumi/prepare-stack.ts";
import { recoverStacks } from "../pulumi/recover-stack.ts";
import { providersOfStack } from "../pulumi/providers-of-stack.ts";
import { namedStack, stackOfCommand } from "../pulumi/stack-of-command.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** `npm run pulumi -- ARGUMENTS`: the same Pulumi with the same environment as `npm start`. */
export const command: Command = async (context, args) => {
  const providers = providersOfStack(context.root, namedStack(args));
  const setup = await setUp(context, {
    policyPacks: namedPacks(args),
    ...(providers === undefined ? {} : { providers }),
  });
  const { env, machine } = setup;
  await recoverStacks(context, env);
  const stack = stackOfCommand(args);
  if (stack !== undefined) {
    await prepareOwnStack(context, stack, setup);
    // What is compared with reality first is put right by Pulumi itself.
    if (!args.includes("--refresh")) await checkState(context, stack, env);
  }
  const runnable = replacePacks(args, (pack) => machine.policyPacks[pack] ?? pack);
  return handOver("pulumi", runnable, context.root, env);
};
