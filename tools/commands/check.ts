import { runChecks } from "../checks/checks.ts";
import type { Command } from "./command.ts";

/** `npm run check`: formatting, lint, types and unused code; needs no engine and no Pulumi. */
export const command: Command = async (context) => ((await runChecks(context)) ? 0 : 1);
