import { list, map, record, scalar, textOf, type MapNode, type Node } from "../tree/node.ts";

/** The same as a list: `NAME=value` for each entry of a map, in the order of their text. */
export function asList(node: Node): readonly Node[] {
  if (node.kind === "list") return node.items;
  if (node.kind === "scalar") return typeof node.value === "string" ? [node] : [];
  const items = [...node.entries].flatMap(([key, value]) => variables(key, value));
  return items.toSorted((a, b) => (textOfScalar(a) < textOfScalar(b) ? -1 : 1));
}

function variables(key: string, value: Node): readonly Node[] {
  if (value.kind === "list") return value.items.flatMap((item) => variables(key, item));
  if (value.kind === "map") return [];
  return [scalar(value.value === null ? key : `${key}=${value.text}`, value.place)];
}

function textOfScalar(node: Node): string {
  return node.kind === "scalar" ? node.text : "";
}

/** The same as a map: a name, or the names of a list, become keys; their value is null, or what is given for it. */
export function asMap(
  node: Node,
  valueOf: (name: Node) => Node = ({ place }) => scalar(null, place),
): MapNode {
  if (node.kind === "map") return node;
  const names = node.kind === "list" ? node.items : [node];
  const entries = names.flatMap((name) => {
    const text = textOf(name);
    return text === undefined ? [] : [[text, valueOf(name)] as const];
  });
  return map(entries, node.place);
}

/** What a service waits for, as a map: a service in a list must have been started. */
export function dependenciesAsMap(node: Node): MapNode {
  return asMap(node, ({ place }) => record({ condition: "service_started", required: true }, place));
}

/** A build as a map: the short form is its context. */
export function buildAsMap(node: Node): MapNode {
  return node.kind === "map" ? node : record({ context: node }, node.place);
}

/** A string as a list of it; a list as it is. */
export function stringAsList(node: Node): Node {
  return node.kind === "scalar" && typeof node.value === "string" ? list([node], node.place) : node;
}
