import type { SetupContext } from "./context.ts";
import type { Plan } from "./plan.ts";

/** Says what is substituted, on one line, and what else the user should know. */
export function announce({ progress }: SetupContext, { substitutes, notes }: Plan): void {
  if (substitutes !== undefined) progress.line(substitutes);
  for (const note of notes) progress.line(note);
}
