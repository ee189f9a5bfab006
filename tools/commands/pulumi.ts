import { runnablePacks } from "../../airgap/policy-packs.ts";
import { handOver } from "../bootstrap/hand-over.mjs";
import { checkState } from "../pulumi/check-state.ts";
import { prepareOwnStack } from "../pulumi/prepare-stack.ts";
import { recoverStacks } from "../pulumi/recover-stack.ts";
import { providersOfStack } from "../pulumi/providers-of-stack.ts";
import { namedStack, stackOfCommand } from "../pulumi/stack-of-command.ts";
import { setUp } from "../../airgap/setup/setup.ts";
import type { Command } from "./command.ts";

/** `npm run pulumi -- ARGUMENTS`: the same Pulumi with the same environment as `npm start`. */
export const command: Command = async (context, args) => {
  const providers = providersOfStack(context.root, namedStack(args));
  const { env, plan } = await setUp(context, providers === undefined ? {} : { providers });
  await recoverStacks(context, env);
  const stack = stackOfCommand(args);
  if (stack !== undefined) {
    await prepareOwnStack(context, stack, env);
    // What is compared with reality first is put right by Pulumi itself.
    if (!args.includes("--refresh")) await checkState(context, stack, env);
  }
  const { root, folders } = context;
  const packs =
    plan.cli === "built" ? await runnablePacks(args, { root, cache: folders.cache, env }) : { args, env };
  return handOver("pulumi", packs.args, root, packs.env);
};
