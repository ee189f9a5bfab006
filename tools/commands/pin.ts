import { muelle } from "../../cli/muelle.ts";
import { PROVIDERS } from "../../airgap/setup/providers.ts";
import { setUp } from "../../airgap/setup/setup.ts";
import type { Command } from "./command.ts";

/** Where base images are named. */
const FILES = "applications/**/{application.ts,Dockerfile,*.Dockerfile}";

/** `npm run pin`: `muelle pin` for the applications of this repository. */
export const command: Command = async (context, args) => {
  const { env } = await setUp(context, { providers: PROVIDERS.docker });
  return muelle(["pin", ...(args.length === 0 ? [FILES] : args), "--cwd", context.root], env);
};
