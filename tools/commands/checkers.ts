import { globSync } from "node:fs";
import { join, relative } from "node:path";
import { withoutExceptions } from "../checkers/exceptions.ts";
import { describeFinding } from "../checkers/finding.ts";
import { CHECKERS, runCheckers } from "../checkers/run-checkers.ts";
import { enterProgram } from "../../cli/plan/enter-program.ts";
import { MANIFESTS_FILE } from "../../cli/plan/manifests.ts";
import { makePlan } from "../../cli/plan/plan.ts";
import { stackConfiguration } from "../../cli/plan/stack-configuration.ts";
import { writePlan } from "../../cli/plan/write-plan.ts";
import { withPrograms } from "../environment/with-programs.ts";
import type { CommandContext } from "../context.ts";
import type { Command } from "./command.ts";

/**
 * `npm run checkers`: what the field's own programs say of the workflows, the Dockerfiles and the manifests of every
 * application. Ends with 1 where they find what tools/checkers/exceptions.ts does not except, or an exception is of no
 * use any more.
 */
export const command: Command = async (context) => {
  const { root, progress } = context;
  const env = await withPrograms(context, CHECKERS);
  const find = (pattern: string): string[] =>
    globSync(pattern, {
      cwd: root,
      exclude: (path) => /(?:^|\/)(?:node_modules|\.muelle)(?:\/|$)/.test(path),
    }).sort();
  const files = {
    workflows: find(".github/workflows/*.yml"),
    dockerfiles: find("{airgap,applications,test}/**/{Dockerfile,*.Dockerfile}"),
    manifests: await planAll(context, find("applications/*/application.ts")),
  };
  const { findings, unused } = withoutExceptions(await runCheckers(files, root, env));
  for (const finding of findings) progress.line(describeFinding(finding));
  for (const { checker, check } of unused)
    progress.line(`${checker} ${check}: the exception excepts nothing`);
  const looked = Object.entries(files).map(([what, list]) => `${list.length} ${what}`);
  progress.line(
    `actionlint, hadolint, kube-score and checkov over ${looked.join(", ")}: ${findings.length} findings.`,
  );
  return findings.length + unused.length === 0 ? 0 : 1;
};

/** The manifests of every application as production would have them. */
async function planAll({ root }: CommandContext, applications: readonly string[]): Promise<string[]> {
  const configuration = await stackConfiguration(root, "prod");
  const program = enterProgram(root);
  const manifests: string[] = [];
  for (const path of applications) {
    const [, application = ""] = path.split("/");
    const plan = await makePlan("prod", { ...configuration, "muelle:application": application });
    const folder = join(root, ".muelle", "checkers", application);
    await writePlan(plan, program, folder, undefined);
    manifests.push(relative(root, join(folder, MANIFESTS_FILE)));
  }
  return manifests;
}
