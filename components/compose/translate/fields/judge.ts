import type { Step } from "../../../application/structure/path.ts";
import type { Report } from "../report.ts";
import { isSomething, type FieldRule, type Owner } from "./rule.ts";

/** Says of every field that an object has what becomes of it. */
export function judge<T>(
  at: readonly Step[],
  owner: Owner<T>,
  table: Readonly<Record<string, FieldRule<T>>>,
  report: Report,
): void {
  for (const [path, { verdict, text, hint, when }] of Object.entries(table)) {
    for (const { steps, value } of valuesAt(owner.item, path.split("."), at)) {
      if (!isSomething(value) && when === undefined) continue;
      const isCaught = verdict === "exact" || (when ?? isSomething)(value, owner);
      if (!(isCaught && verdict !== "exact") && !report.isWritten(steps)) continue;
      report.say(steps, {
        verdict: isCaught ? verdict : "exact",
        reason: isCaught ? text : "as in Compose",
        ...(hint !== undefined && isCaught && { hint }),
      });
    }
  }
}

interface Found {
  readonly steps: readonly Step[];
  readonly value: unknown;
}

/** The values at a path, in which `*` is every entry of a list or a map. */
function valuesAt(value: unknown, path: readonly string[], at: readonly Step[]): readonly Found[] {
  const [first, ...rest] = path;
  if (value === undefined) return [];
  if (first === undefined) return [{ steps: at, value }];
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly (readonly [Step, unknown])[] = Array.isArray(value)
    ? [...(value as readonly unknown[]).entries()]
    : Object.entries(value);
  return entries
    .filter(([step]) => first === "*" || step === first)
    .flatMap(([step, each]) => valuesAt(each, rest, [...at, step]));
}
