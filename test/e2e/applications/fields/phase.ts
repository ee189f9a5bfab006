import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What is written in the application: a field, the same field with another value, or nothing. */
export type Phase = "before" | "after" | "without";

/** The file that says which phase the application is in. */
export const PHASE_FILE = "phase.txt";

/** The phase that the file beside the application says. */
export function currentPhase(): Phase {
  const text = readFileSync(join(import.meta.dirname, PHASE_FILE), "utf8").trim();
  if (text === "before" || text === "after" || text === "without") return text;
  throw new Error(`no such phase: ${text}`);
}
