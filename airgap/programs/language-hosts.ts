import { findExecutable } from "../../base/executable.ts";
import type { Environment } from "../../base/environment.ts";
import { goPartIsInstalled, type GoTools } from "../go-tool.ts";
import type { SetupContext } from "../setup/context.ts";
import { LANGUAGE_HOSTS } from "../tools.ts";
import { bringGoTools } from "./go-programs.ts";

/**
 * Brings what Pulumi runs programs of another language with. Pulumi's own installation has it; only where the PATH has
 * none is it built.
 */
export async function bringLanguageHost(
  context: SetupContext,
  host: GoTools,
): Promise<Pick<Environment, "path" | "variables">> {
  if (findExecutable(host.name, context.env["PATH"] ?? "") !== undefined) return { path: [], variables: {} };
  return bringGoTools(context, host);
}

/** The hosts that somebody asked for before: they cost nothing any more, so every environment has them. */
export function builtLanguageHosts(cache: string): readonly string[] {
  return LANGUAGE_HOSTS.filter((host) => goPartIsInstalled(cache, host)).map(({ name }) => name);
}
