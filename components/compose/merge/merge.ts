import type { ComposeFaults } from "../tree/faults.ts";
import { get, isNull, list, map, partsOf, same, textOf, type MapNode, type Node } from "../tree/node.ts";
import { ruleFor, type Steps } from "../tree/path.ts";
import { asList, asMap, buildAsMap, dependenciesAsMap } from "./convert.ts";
import { mergeRules, type MergeRule } from "./merge-rules.ts";
import { keepLast, keyOfVariable } from "./unique.ts";

/**
 * Merges what a later file says into what earlier ones say: maps key by key, lists one behind the other, of all else
 * the later value; with exceptions of their own for some fields.
 * @see https://github.com/compose-spec/compose-spec/blob/main/13-merge.md
 */
export function merge(base: Node, over: Node, faults: ComposeFaults, path: Steps = []): Node {
  const rule = ruleFor(mergeRules, path);
  if (rule !== undefined) return mergeBy(rule, base, over, faults, path);
  if (isNull(over)) return base;
  if (base.kind === "scalar") return over;
  if (base.kind === "map" && over.kind === "map") return mergeMaps(base, over, faults, path);
  if (base.kind === "list" && over.kind === "list") return append(base.items, over.items, over);
  faults.add(
    over.place,
    path,
    `cannot be merged: it is a ${over.kind} here and a ${base.kind} before`,
    "write both in the same form, or !override before this one",
  );
  return over;
}

function mergeMaps(base: MapNode, over: MapNode, faults: ComposeFaults, path: Steps): MapNode {
  const entries = new Map(base.entries);
  for (const [key, value] of over.entries) {
    const before = entries.get(key);
    entries.set(key, before === undefined ? value : merge(before, value, faults, [...path, key]));
  }
  return { ...over, entries };
}

/** The entries of both lists, each of them once. */
function append(base: readonly Node[], over: readonly Node[], { place }: Node): Node {
  const items = [...base];
  for (const item of over) if (!items.some((each) => same(each, item))) items.push(item);
  return list(items, place);
}

function mergeBy(rule: MergeRule, base: Node, over: Node, faults: ComposeFaults, path: Steps): Node {
  switch (rule) {
    case "replace":
      return over;
    case "list":
      return append(asList(base), asList(over), over);
    case "variables":
      return list(keepLast([...asList(base), ...asList(over)], keyOfVariable), over.place);
    case "map":
      return mergeMaps(asMap(base), asMap(over), faults, path);
    case "build":
      return mergeMaps(buildAsMap(base), buildAsMap(over), faults, path);
    case "dependencies":
      return mergeMaps(dependenciesAsMap(base), dependenciesAsMap(over), faults, path);
    case "logging":
      return mergeLogging(base, over, faults, path);
    case "ulimit":
      return base.kind === "map" && over.kind === "map" ? mergeMaps(base, over, faults, path) : over;
    case "subnets":
      return mergeSubnets(base, over, faults, path);
  }
}

/** Options of another driver would mean nothing to this one. */
function mergeLogging(base: Node, over: Node, faults: ComposeFaults, path: Steps): Node {
  if (base.kind !== "map" || over.kind !== "map") return over;
  const [before, after] = [base.entries.get("driver"), over.entries.get("driver")];
  if (before !== undefined && after !== undefined && !same(before, after)) return over;
  return mergeMaps(base, over, faults, path);
}

/**
 * The later pools, each over the earlier one of the same subnet. Compose mixes up pools where both sides have several,
 * which nobody can mean.
 */
function mergeSubnets(base: Node, over: Node, faults: ComposeFaults, path: Steps): Node {
  if (over.kind !== "list") return over;
  const pools = over.items.map((pool) => {
    const before = partsOf(base).find((each) => subnetOf(each) === subnetOf(pool));
    return before?.kind === "map" && pool.kind === "map" ? mergeMaps(before, pool, faults, path) : pool;
  });
  return list(pools, over.place);
}

function subnetOf(pool: Node): string | undefined {
  return textOf(get(pool, "subnet"));
}

/** Leaves out what a later file resets: `!reset` and `!override` mean that earlier files do not count there. */
export function withoutReset(node: Node, resets: readonly Steps[]): Node {
  if (resets.length === 0 || node.kind !== "map") return node;
  const kept: [string, Node][] = [];
  for (const [key, value] of node.entries) {
    const below = resets.filter(([first]) => first === key).map((path) => path.slice(1));
    if (!below.some((path) => path.length === 0)) kept.push([key, withoutReset(value, below)]);
  }
  return map(kept, node.place);
}
