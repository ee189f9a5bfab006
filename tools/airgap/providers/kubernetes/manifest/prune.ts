import { isList, isProperties, type Value } from "../../kit/index.ts";
import type { Step } from "./at.ts";
import { align } from "./list-keys.ts";
import { kindOf, type Manifest } from "./manifest.ts";
import { isEmpty, sameLeaf } from "./same.ts";

/**
 * What became of the inputs: the live object, cut down to what the inputs name, in the inputs' own words where the
 * server means the same. What is gone is left out; entries added to a list that is the inputs' own are kept.
 */
export function prune(live: Manifest, inputs: Manifest): Manifest {
  const pruned = pruneValue([], live, inputs, kindOf(inputs).kind);
  return isProperties(pruned) ? pruned : {};
}

function pruneValue(
  path: readonly Step[],
  live: Value | undefined,
  input: Value,
  kind: string,
): Value | undefined {
  if (isEmpty(input) && isEmpty(live)) return input;
  if (live === undefined || live === null) return undefined;
  if (isProperties(live) && isProperties(input)) {
    const entries = Object.entries(input).flatMap(([key, value]): [string, Value][] => {
      const kept = pruneValue([...path, key], live[key], value, kind);
      return kept === undefined ? [] : [[key, kept]];
    });
    return Object.fromEntries(entries);
  }
  if (isList(live) && isList(input)) {
    const { partners, extras } = align(path, input, live, kind);
    const kept = input.flatMap((entry, index): Value[] => {
      // An entry whose key somebody changed is still the one at its place, where nobody added any.
      const partner =
        partners[index] ?? (live.length === input.length ? unclaimed(partners, index) : undefined);
      const value =
        partner === undefined ? undefined : pruneValue([...path, index], live[partner], entry, kind);
      return value === undefined ? [] : [value];
    });
    return [...kept, ...extras.flatMap((index) => live[index] ?? [])];
  }
  return sameLeaf(path, input, live) ? input : live;
}

function unclaimed(partners: readonly (number | undefined)[], index: number): number | undefined {
  return partners.includes(index) ? undefined : index;
}
