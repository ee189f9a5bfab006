import { relative } from "node:path";
import { describeViolation } from "../../policies/index.ts";
import { enterProgram } from "../../cli/plan/enter-program.ts";
import { planOptions } from "../../cli/plan/options.ts";
import { makePlan } from "../../cli/plan/plan.ts";
import { readSavedPlan } from "../../cli/plan/saved-plan.ts";
import { stackConfiguration } from "../../cli/plan/stack-configuration.ts";
import { writePlan } from "../../cli/plan/write-plan.ts";
import type { Command } from "./command.ts";

/**
 * `npm run plan -- STACK`: what the stack would be, as a compose file, as manifests and as a summary, without engine,
 * cluster or credentials. Ends with 1 where the stack's own platform would break a rule of policies/.
 */
export const command: Command = async ({ root, progress }, args) => {
  const { stack, application, out, diff } = planOptions(args, root);
  const configuration = await stackConfiguration(root, stack);
  const earlier = diff === undefined ? undefined : await readSavedPlan(diff);
  const program = enterProgram(root);
  const plan = await makePlan(stack, {
    ...configuration,
    ...(application === undefined ? {} : { "muelle:application": application }),
  });
  const files = await writePlan(plan, program, out, earlier);
  const { violations } = plan[plan.platform].policies;
  for (const violation of violations) progress.line(describeViolation(violation));
  progress.line(`Wrote to ${relative(root, out) || "."}: ${files.join(", ")}.`);
  return violations.length === 0 ? 0 : 1;
};
