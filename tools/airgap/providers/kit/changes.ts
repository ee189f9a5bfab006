import type { Fields } from "./field.ts";
import type { Change } from "./handler.ts";
import { canonicalText, hasUnknown, type Properties } from "./value.ts";

/**
 * What a change of an input leads to: a new resource, an update in place, or (`record`) an update that writes the
 * state and touches nothing, as the real provider does for some fields.
 */
export type OnChange = "replace" | "update" | "record";

/** What a comparison takes into account beside the inputs. */
export interface Comparison {
  /** What was really seen of the old inputs, in their place. @default - they are as they were given */
  readonly seen?: Properties | undefined;
  /** Inputs whose removal changes nothing: the resource keeps what it has. @default - none */
  readonly kept?: readonly string[] | undefined;
}

/** The changed inputs. A value that a preview cannot know counts as changed. */
export function changesOf(
  fields: Fields,
  onChange: Readonly<Record<string, OnChange>>,
  olds: Properties,
  news: Properties,
  { seen = {}, kept = [] }: Comparison = {},
): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const [name, field] of Object.entries(fields)) {
    const before = field.canonical(seen[name] ?? olds[name]);
    const after = field.canonical(news[name]);
    if (!hasUnknown(after) && canonicalText(before) === canonicalText(after)) continue;
    if (after === undefined && kept.includes(name)) continue;
    const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
    const drift = canonicalText(field.canonical(olds[name])) === canonicalText(after);
    changes.set(name, { kind, replace: onChange[name] === "replace", drift });
  }
  return changes;
}
