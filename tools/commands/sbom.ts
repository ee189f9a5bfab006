import { muelle } from "../../cli/muelle.ts";
import { setUp } from "../environment/set-up.ts";
import { PROVIDERS } from "../pulumi/providers.ts";
import type { Command } from "./command.ts";

/** `npm run sbom -- STACK [--out DIR]`: `muelle sbom` in this repository, with the syft of its cache. */
export const command: Command = async (context, args) => {
  const { env } = await setUp(context, { providers: PROVIDERS.docker, programs: ["syft"] });
  return muelle(["sbom", ...args, "--cwd", context.root], env);
};
