import { get, list, map, set, type MapNode, type Node } from "../tree/node.ts";

/** Fields that were extensions before they became part of the specification, under the names they had then. */
export function promoteExtensions(root: MapNode): MapNode {
  const services = get(root, "services");
  if (services?.kind !== "map") return root;
  const promoted = [...services.entries].map(([name, service]) => [name, promoteService(service)] as const);
  return set(root, "services", map(promoted, services.place));
}

function promoteService(node: Node): Node {
  const service = renamed(node, "x-develop", "develop");
  const develop = get(service, "develop");
  const watch = get(develop, "watch");
  if (service.kind !== "map" || develop?.kind !== "map" || watch?.kind !== "list") return service;
  const items = watch.items.map((item) => renamed(item, "x-initialSync", "initial_sync"));
  return set(service, "develop", set(develop, "watch", list(items, watch.place)));
}

function renamed(node: Node, from: string, to: string): Node {
  const value = get(node, from);
  if (node.kind !== "map" || value === undefined) return node;
  const rest = set(node, from, undefined);
  return rest.entries.has(to) ? rest : set(rest, to, value);
}
