import { canonicalText } from "../../kit/value.ts";
import { UNKNOWN, isList, isProperties, type Change, type Properties, type Value } from "../../kit/index.ts";
import type { Step } from "../manifest/at.ts";
import { align } from "../manifest/list-keys.ts";
import { kindOf, type Manifest } from "../manifest/manifest.ts";
import { isEmpty, sameLeaf } from "../manifest/same.ts";

/** One difference, before it is decided what it leads to. */
export interface Difference {
  readonly path: readonly Step[];
  readonly kind: Change["kind"];
  /** The program says what it said, but the live object is no longer so. */
  readonly drift: boolean;
}

/** One value in its three states: as the program gave it last, as the object last was, as the program gives it now. */
interface States {
  readonly old: Value | undefined;
  readonly live: Value | undefined;
  readonly next: Value | undefined;
}

/**
 * What has to change so that the live object is what the program says now. Only what the program names, or named, is
 * looked at: the rest of a live object is the cluster's own.
 */
export function compare(old: Manifest, live: Manifest, next: Manifest): readonly Difference[] {
  return compareValue([], { old, live, next }, kindOf(next).kind);
}

function compareValue(path: readonly Step[], states: States, kind: string): readonly Difference[] {
  const { old, live, next } = states;
  const given: Value | undefined = next ?? undefined;
  const before: Value | undefined = old ?? undefined;
  if (given === undefined && before === undefined) return [];
  const drift = canonicalText(before) === canonicalText(given);
  if (drift && isEmpty(given) && isEmpty(live)) return [];
  const there: Value | undefined = live ?? undefined;
  if (given === undefined) return there === undefined ? [] : [{ path, kind: "delete", drift: false }];
  if (given === UNKNOWN) return [changed(path, there, false)];
  if (isProperties(given) && (isProperties(there) || isProperties(before))) {
    return compareMaps(path, { old: before, live: there, next: given }, kind);
  }
  if (isList(given) && isList(there))
    return compareLists(path, { ...states, live: there, next: given }, kind);
  if (there !== undefined && sameLeaf(path, given, there)) return [];
  return [changed(path, there, drift)];
}

function compareMaps(
  path: readonly Step[],
  { old, live, next }: States,
  kind: string,
): readonly Difference[] {
  const [before, there, given] = [entriesOf(old), entriesOf(live), entriesOf(next)];
  // An empty map that is new says something: `emptyDir: {}` makes a volume.
  if (Object.keys(given).length === 0 && live === undefined) return [changed(path, undefined, false)];
  const keys = new Set([...Object.keys(before), ...Object.keys(given)]);
  return [...keys].flatMap((key) =>
    compareValue([...path, key], { old: before[key], live: there[key], next: given[key] }, kind),
  );
}

function entriesOf(value: Value | undefined): Properties {
  return isProperties(value) ? value : {};
}

function compareLists(
  path: readonly Step[],
  { old, live, next }: { old: Value | undefined; live: readonly Value[]; next: readonly Value[] },
  kind: string,
): readonly Difference[] {
  const before = isList(old) ? old : [];
  const lives = align(path, next, live, kind);
  const olds = align(path, next, before, kind);
  const gone = goneFrom(path, { before, live, next }, kind);
  const entries = next.flatMap((entry, index) => {
    // Another key at the same place is a change of the entry, not a new one and an old one.
    const renamed = olds.partners[index] === undefined ? gone.get(index) : undefined;
    const former = renamed === undefined ? olds.partners[index] : index;
    const place = lives.partners[index] ?? renamed;
    if (renamed !== undefined) gone.delete(index);
    const states: States = {
      old: former === undefined ? undefined : before[former],
      live: place === undefined ? undefined : live[place],
      next: entry,
    };
    return compareValue([...path, index], states, kind);
  });
  const removed = lives.keyed ? [...gone.keys()] : lives.extras;
  const same = canonicalText(before) === canonicalText(next);
  const deletions = removed.map((index) => ({
    path: [...path, index],
    kind: "delete" as const,
    drift: same,
  }));
  const reordered = lives.keyed && entries.length + deletions.length === 0 && !ascending(olds.partners);
  return [...entries, ...deletions, ...(reordered ? [changed(path, live, false)] : [])];
}

/** Entries that the program no longer names and that are still there: their places before, and where they are now. */
function goneFrom(
  path: readonly Step[],
  { before, live, next }: { before: readonly Value[]; live: readonly Value[]; next: readonly Value[] },
  kind: string,
): Map<number, number> {
  const { partners: stay, keyed } = align(path, before, next, kind);
  const { partners: exist } = align(path, before, live, kind);
  const gone = new Map<number, number>();
  for (const [index] of keyed ? before.entries() : []) {
    const place = exist[index];
    if (stay[index] === undefined && place !== undefined) gone.set(index, place);
  }
  return gone;
}

function ascending(places: readonly (number | undefined)[]): boolean {
  const known = places.filter((place) => place !== undefined);
  return known.every((place, index) => index === 0 || place > (known[index - 1] ?? -1));
}

function changed(path: readonly Step[], live: Value | undefined, drift: boolean): Difference {
  return { path, kind: live === undefined ? "add" : "update", drift };
}
