import { muelle } from "../../cli/muelle.ts";
import type { Command } from "./command.ts";

/** `npm run images -- prune [--dry-run]`: `muelle images`. */
export const command: Command = ({ env }, args) => muelle(["images", ...args], env);
