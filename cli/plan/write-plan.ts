import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { COMPOSE_FILE, composeFiles } from "./compose/compose-file.ts";
import { manifests, MANIFESTS_FILE } from "./manifests.ts";
import type { Plan } from "./plan.ts";
import { RESOURCES_FILE, type SavedPlan, savedForm } from "./saved-plan.ts";
import { summary } from "./summary.ts";

/** Name of the file for people. */
const SUMMARY_FILE = "summary.md";

/** What plans had beside the compose file while engines before Docker 25 were supported. */
const FILE_OF_EARLIER_PLANS = "compose.before-docker-25.yaml";

/**
 * Writes a plan's files into a folder, in the place of those of the plan before.
 *
 * @param program - folder that the resources' paths are relative to
 * @param earlier - the plan that the summary compares it with
 * @returns their paths below the folder
 */
export async function writePlan(
  plan: Plan,
  program: string,
  folder: string,
  earlier: SavedPlan | undefined,
): Promise<readonly string[]> {
  const { application, stack, docker, kubernetes } = plan;
  const files: Readonly<Record<string, string>> = {
    [SUMMARY_FILE]: summary(plan, earlier),
    // A name of its own, or Compose would take a stack's containers for its own.
    ...(docker.refusal === undefined
      ? composeFiles(docker.resources, `${application}-${stack}-plan`, { program, folder })
      : {}),
    ...(kubernetes.refusal === undefined ? { [MANIFESTS_FILE]: manifests(kubernetes.resources) } : {}),
    [RESOURCES_FILE]: `${JSON.stringify(savedForm(plan), undefined, 1)}\n`,
  };
  // One that is not there any more must not be taken for this plan's; secrets that somebody put there stay.
  for (const stale of [
    COMPOSE_FILE,
    FILE_OF_EARLIER_PLANS,
    MANIFESTS_FILE,
    "configs",
    "load-balancer",
    "load-balancer-ports",
  ])
    await rm(join(folder, stale), { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return Object.keys(files);
}
