import { environment } from "../pulumi/environment.ts";
import type { CommandContext } from "../context.ts";
import { askAirgap } from "./airgap.ts";

/** The user's environment with programs on the PATH, for what needs neither Pulumi nor an engine made here. */
export async function withPrograms(
  context: CommandContext,
  programs: readonly string[],
): Promise<NodeJS.ProcessEnv> {
  return environment(context.env, await askAirgap(context, ["programs", ...programs]));
}
