import { delimiter, dirname } from "node:path";
import { muelle } from "../../cli/muelle.ts";
import { installSyft } from "../../cli/sbom/install.ts";
import { PROVIDERS } from "../../airgap/setup/providers.ts";
import { setUp } from "../../airgap/setup/setup.ts";
import type { Command } from "./command.ts";

/** `npm run sbom -- STACK [--out DIR]`: `muelle sbom` in this repository, with the syft of its cache. */
export const command: Command = async (context, args) => {
  const { env } = await setUp(context, { providers: PROVIDERS.docker });
  const syft = dirname(await installSyft(context));
  const withSyft = { ...env, PATH: [syft, env["PATH"] ?? ""].join(delimiter) };
  return muelle(["sbom", ...args, "--cwd", context.root], withSyft);
};
