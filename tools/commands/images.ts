import { muelle } from "../../cli/muelle.ts";
import { withPrograms } from "../environment/with-programs.ts";
import type { Command } from "./command.ts";

/** `npm run images -- prune [--dry-run]`: `muelle images`. */
export const command: Command = async (context, args) =>
  muelle(["images", ...args], await withPrograms(context, ["docker"]));
