import { get, list, map, scalar, set, textOf, type MapNode, type Node } from "../tree/node.ts";
import { valueIn, type Environment } from "./env-files.ts";

/** Gives names in lists of variables the values that they have where their file is loaded. */
export function resolveBareNames(model: MapNode, environment: Environment): MapNode {
  let result = model;
  for (const kind of ["services", "jobs"]) {
    const services = get(model, kind);
    if (services?.kind !== "map") continue;
    const resolved = [...services.entries].map(
      ([name, service]) => [name, ofService(service, environment)] as const,
    );
    result = set(result, kind, map(resolved, services.place));
  }
  return result;
}

function ofService(service: Node, environment: Environment): Node {
  const variables = get(service, "environment");
  if (service.kind !== "map" || variables?.kind !== "list") return service;
  const items = variables.items.map((item) => {
    const name = textOf(item);
    const value = name === undefined ? undefined : valueIn(environment, name);
    return value === undefined ? item : scalar(`${name ?? ""}=${value}`, item.place);
  });
  return set(service, "environment", list(items, variables.place));
}
