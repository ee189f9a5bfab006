import type { ComposeFaults } from "../tree/faults.ts";
import { list, map, type Node, type ScalarNode } from "../tree/node.ts";
import type { Steps } from "../tree/path.ts";
import { substitute, type Lookup } from "./substitute.ts";

/** What a variable without a value is: a fault, as in Muelle, or an empty string with a warning, as in Compose. */
export type UnsetVariables = "fault" | "empty";

export interface Interpolation {
  readonly lookup: Lookup;
  readonly unset: UnsetVariables;
}

/** Puts the values of variables into every string of a tree; keys are taken as they are. */
export function interpolate(
  node: Node,
  options: Interpolation,
  faults: ComposeFaults,
  path: Steps = [],
): Node {
  if (node.kind === "scalar") return interpolateScalar(node, options, faults, path);
  if (node.kind === "list") {
    return list(
      node.items.map((item, index) => interpolate(item, options, faults, [...path, String(index)])),
      node.place,
    );
  }
  return map(
    [...node.entries].map(
      ([key, value]) => [key, interpolate(value, options, faults, [...path, key])] as const,
    ),
    node.place,
  );
}

function interpolateScalar(
  node: ScalarNode,
  { lookup, unset }: Interpolation,
  faults: ComposeFaults,
  path: Steps,
): ScalarNode {
  if (typeof node.value !== "string" || !node.value.includes("$")) return node;
  const found = substitute(node.value, lookup);
  if (found.problem !== undefined) faults.add(node.place, path, found.problem);
  if (unset === "fault") for (const variable of new Set(found.unset)) addUnset(variable, node, faults, path);
  return { ...node, value: found.text, text: found.text };
}

function addUnset(variable: string, { place }: ScalarNode, faults: ComposeFaults, path: Steps): void {
  faults.add(
    place,
    path,
    `the variable ${variable} has no value`,
    `set it, in .env for example, or write \${${variable}:-} for an empty one`,
  );
}
