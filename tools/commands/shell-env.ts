import { exportLines } from "../pulumi/environment.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** `eval "$(npm run -s shell-env)"`: makes a plain `pulumi up -s dev` work in the calling shell. */
export const command: Command = async (context) => {
  const { additions } = await setUp(context);
  process.stdout.write(`${exportLines(additions)}\n`);
  return 0;
};
