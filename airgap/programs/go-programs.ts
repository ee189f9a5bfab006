import { MuelleError } from "../../base/errors.ts";
import type { Environment } from "../../base/environment.ts";
import { installGoTools } from "../cli-plugin.ts";
import { goPart, goPartIsInstalled, type GoTools } from "../go-tool.ts";
import type { SetupContext } from "../setup/context.ts";
import { goProblem, goVersion } from "../setup/go.ts";
import { MINIMUM_GO } from "../setup/versions.ts";

/**
 * Builds programs from their Go modules, unless they are there.
 *
 * @throws MuelleError where they have to be built, and there is no Go to do it
 */
export async function bringGoTools(
  { folders: { cache }, env, progress }: SetupContext,
  tools: GoTools,
): Promise<Pick<Environment, "path" | "variables">> {
  if (!goPartIsInstalled(cache, tools)) {
    await refuseWithoutGo(env, tools);
    await installGoTools(cache, tools, progress);
  }
  return { path: [goPart(cache, tools).folder], variables: {} };
}

async function refuseWithoutGo(env: NodeJS.ProcessEnv, { tools }: GoTools): Promise<void> {
  const problem = goProblem(await goVersion(env));
  if (problem === undefined) return;
  const names = tools.map(({ name }) => name).join(", ");
  throw new MuelleError(`${names} cannot be built from Go modules`, [
    {
      path: "go",
      message: problem,
      hint: `Install Go ${MINIMUM_GO} or newer, or put ${names} on the PATH yourself.`,
    },
  ]);
}
