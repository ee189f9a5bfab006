import { muelle } from "../../cli/muelle.ts";
import type { Command } from "./command.ts";

/** `npm run plan -- STACK`: `muelle plan` in this repository. */
export const command: Command = ({ root, env }, args) => muelle(["plan", ...args, "--cwd", root], env);
