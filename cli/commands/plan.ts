import { join, relative, resolve } from "node:path";
import { describeViolation } from "../../policies/index.ts";
import { type Context, print, say } from "../context.ts";
import { enterProgram } from "../plan/enter-program.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { readSavedPlan } from "../plan/saved-plan.ts";
import { stackConfiguration } from "../plan/stack-configuration.ts";
import { writePlan } from "../plan/write-plan.ts";
import { projectFolder } from "../stack/project-folder.ts";
import { selectedStack } from "../stack/selected-stack.ts";

/** What `muelle plan` was asked for. */
export interface PlanOptions {
  /** Folder that the plan is written to. @default ".muelle/plan/STACK" */
  readonly out?: string;
  /** Folder of an earlier plan to compare with. @default - it is compared with none */
  readonly diff?: string;
}

/** A plan, and the folders that it belongs to. */
interface Planned {
  readonly plan: Plan;
  /** The project's folder. */
  readonly root: string;
  /** The program's folder. */
  readonly program: string;
}

/**
 * `muelle plan`: what the stack would be, as a compose file, as manifests and as a summary, without engine, cluster or
 * credentials.
 * @returns 1 where the stack's own platform would break a rule of the policies
 */
export async function plan(context: Context, { out, diff }: PlanOptions): Promise<number> {
  const absolute = (path: string): string => resolve(context.directory, path);
  const earlier = diff === undefined ? undefined : await readSavedPlan(absolute(diff));
  const { plan: planned, root, program } = await planStack(context);
  const folder = out === undefined ? join(root, ".muelle", "plan", planned.stack) : absolute(out);
  const files = await writePlan(planned, program, folder, earlier);
  const { violations } = planned[planned.platform].policies;
  for (const violation of violations) say(describeViolation(violation));
  say(`Wrote to ${relative(context.directory, folder) || "."}: ${files.join(", ")}.`);
  return violations.length === 0 ? 0 : 1;
}

/** What `muelle policies` was asked for. */
export interface PoliciesOptions {
  readonly json: boolean;
}

/**
 * `muelle policies`: the rules that the stack would break on its own platform.
 * @returns 1 where it would break any
 */
export async function policies(context: Context, { json }: PoliciesOptions): Promise<number> {
  const { plan: planned } = await planStack(context);
  const { violations, excepted } = planned[planned.platform].policies;
  if (json) {
    const found = violations.map(({ rule, resource, message }) => ({
      rule: rule.id,
      resource: resource.name,
      type: resource.type,
      message,
      reason: rule.reason,
      fix: rule.fix,
    }));
    print(JSON.stringify(found, undefined, 2));
  } else {
    for (const violation of violations) print(describeViolation(violation));
    const exceptions = excepted.length === 0 ? "" : `, ${excepted.length} excepted with a reason`;
    print(
      `${violations.length === 0 ? "No rule is" : `${violations.length} rules are`} broken${exceptions}.`,
    );
  }
  return violations.length === 0 ? 0 : 1;
}

async function planStack(context: Context): Promise<Planned> {
  const root = projectFolder(context.directory);
  const stack = await selectedStack(context, root);
  const configuration = await stackConfiguration(root, stack);
  const program = enterProgram(root);
  const named = context.application === undefined ? {} : { "muelle:application": context.application };
  return { plan: await makePlan(stack, { ...configuration, ...named }), root, program };
}
