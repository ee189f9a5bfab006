import type { Place } from "./place.ts";

/**
 * A value of a Compose file together with the place where it is written. Everything up to the typed model works on
 * these trees and never changes one, so that a value keeps its place through merges, `extends` and `include`.
 * A value with a key stands where its key stands; an entry of a list stands where it begins.
 */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** The value as text, as Compose writes it into a variable or a label: `1.10` is `1.1`, null is empty. */
  readonly text: string;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly place: Place;
}

export interface MapNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, Node>;
  readonly place: Place;
}

/** A scalar of the program's own, at the place of what it is derived from. */
export function scalar(value: ScalarNode["value"], place: Place): ScalarNode {
  return { kind: "scalar", value, text: value === null ? "" : String(value), place };
}

export function list(items: readonly Node[], place: Place): ListNode {
  return { kind: "list", items, place };
}

export function map(entries: Iterable<readonly [string, Node]>, place: Place): MapNode {
  return { kind: "map", entries: new Map(entries), place };
}

/** A map of plain values, all at one place; undefined ones are left out. */
export function record(
  values: Readonly<Record<string, Node | string | number | boolean | undefined>>,
  place: Place,
): MapNode {
  const entries: [string, Node][] = [];
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) entries.push([key, typeof value === "object" ? value : scalar(value, place)]);
  }
  return map(entries, place);
}

/** The value of a key; undefined where the node is no map or has no such key. */
export function get(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "map" ? node.entries.get(key) : undefined;
}

/** The same map with another value at a key, or without it. */
export function set(node: MapNode, key: string, value: Node | undefined): MapNode {
  const entries = new Map(node.entries);
  if (value === undefined) entries.delete(key);
  else entries.set(key, value);
  return { ...node, entries };
}

/** The same value at another place. */
export function at(node: Node, place: Place): Node {
  return { ...node, place };
}

/** The string that a node is; undefined for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

export function isNull(node: Node | undefined): boolean {
  return node?.kind === "scalar" && node.value === null;
}

/** The parts of a node: the values of a map, the entries of a list. */
export function partsOf(node: Node | undefined): readonly Node[] {
  if (node?.kind === "list") return node.items;
  return node?.kind === "map" ? [...node.entries.values()] : [];
}

/** Whether two nodes have the same value, wherever they are written. */
export function same(a: Node, b: Node): boolean {
  if (a.kind === "scalar") return b.kind === "scalar" && a.value === b.value;
  if (a.kind === "list") {
    return (
      b.kind === "list" &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => sameOrBothAbsent(item, b.items[index]))
    );
  }
  return (
    b.kind === "map" &&
    a.entries.size === b.entries.size &&
    [...a.entries].every(([key, value]) => sameOrBothAbsent(value, b.entries.get(key)))
  );
}

function sameOrBothAbsent(a: Node, b: Node | undefined): boolean {
  return b !== undefined && same(a, b);
}

/** A value without its places. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export function plain(node: Node): Plain {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, value]) => [key, plain(value)]));
}
