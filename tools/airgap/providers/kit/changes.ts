import type { Fields } from "./field.ts";
import type { Change } from "./handler.ts";
import { canonicalText, hasUnknown, type Properties } from "./value.ts";

/**
 * What a change of an input leads to: a new resource, an update in place, or (`record`) an update that writes the
 * state and touches nothing, as the real provider does for some fields.
 */
export type OnChange = "replace" | "update" | "record";

/**
 * The changed inputs. A value that a preview cannot know counts as changed. The `kept` inputs are those whose
 * removal changes nothing: the resource keeps what it has.
 */
export function changesOf(
  fields: Fields,
  onChange: Readonly<Record<string, OnChange>>,
  olds: Properties,
  news: Properties,
  kept: readonly string[] = [],
): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const [name, field] of Object.entries(fields)) {
    const before = field.canonical(olds[name]);
    const after = field.canonical(news[name]);
    if (!hasUnknown(after) && canonicalText(before) === canonicalText(after)) continue;
    if (after === undefined && kept.includes(name)) continue;
    const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
    changes.set(name, { kind, replace: onChange[name] === "replace" });
  }
  return changes;
}
