import { delimiter } from "node:path";
import type { Environment } from "../../base/environment.ts";
import { dockerClientFolder } from "../engine/client.ts";
import { goPart } from "../go-tool.ts";
import { pulumiHome } from "../plugins/plugin.ts";
import { officialCliFolder } from "../pulumi/official-cli.ts";
import { PULUMI_CLI } from "../tools.ts";
import type { SetupContext } from "./context.ts";
import type { Plan } from "./plan.ts";

/** Where what a plan uses is found: nothing where the user has it all. Pure. */
export function environmentOf(
  { cli, ownPlugins }: Pick<Plan, "cli" | "ownPlugins">,
  { root, folders: { cache }, env }: Omit<SetupContext, "progress">,
): Pick<Environment, "path" | "variables"> {
  return {
    path: [...cliFolder(cli, cache), ...clientFolder(cache, env)],
    variables: ownPlugins
      ? { PULUMI_HOME: pulumiHome(root), PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" }
      : {},
  };
}

/** The folder of the Docker client, where this one is used for want of another. */
export function clientFolder(cache: string, env: NodeJS.ProcessEnv): readonly string[] {
  const client = dockerClientFolder(cache);
  return (env["PATH"] ?? "").split(delimiter).includes(client) ? [client] : [];
}

function cliFolder(cli: Plan["cli"], cache: string): readonly string[] {
  switch (cli) {
    case "path":
      return [];
    case "official":
      return [officialCliFolder(cache)];
    case "built":
      return [goPart(cache, PULUMI_CLI).folder];
  }
}
