import type { Environment } from "../../base/environment.ts";
import type { CommandContext } from "../context.ts";

/** Says what is substituted, on one line, and what else the user should know. */
export function announce(
  { progress }: CommandContext,
  { substitutes, notes }: Pick<Environment, "substitutes" | "notes">,
): void {
  if (substitutes !== undefined) progress.line(substitutes);
  for (const note of notes) progress.line(note);
}
