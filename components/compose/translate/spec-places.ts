import type { Place } from "../tree/place.ts";
import type { Context } from "./context.ts";
import type { Places } from "./report.ts";

/** Fields whose names in the application model are others than theirs in camel case. */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/^(services\.[^.[]+)\.cpus$/, "$1.deploy.resources.limits.cpus"],
  [/^(services\.[^.[]+)\.mem_limit$/, "$1.deploy.resources.limits.memory"],
  [/^(services\.[^.[]+)\.mem_reservation$/, "$1.deploy.resources.reservations.memory"],
  [/^(services\.[^.[]+)\.pids_limit$/, "$1.deploy.resources.limits.pids"],
  [/^(services\.[^.[]+)\.scale$/, "$1.deploy.replicas"],
  [/^(services\.[^.[]+)\.x-muelle$/, "$1"],
];

/** Fields whose parts have names that the user chose. */
const CHOSEN = /^services\.[^.[]+\.(?:environment|labels|build\.args|x-muelle)[.[]/;

/**
 * The places of values by their paths in the application model as well, so that whatever is found wrong there later
 * can be told with its file and line.
 */
export function specPlaces(places: Places, names: Context["names"]): ReadonlyMap<string, Place> {
  const all = new Map(places);
  for (const [path, place] of places) {
    const own = renamed(
      CHOSEN.test(path) ? path.replace(/^services\.[^.]+\.\w+/, inCamelCase) : specPath(path),
      names,
    );
    if (!all.has(own)) all.set(own, place);
  }
  return all;
}

function specPath(path: string): string {
  const other = OTHERWISE.find(([form]) => form.test(path));
  return other === undefined ? inCamelCase(path) : path.replace(...other);
}

/** Names that the user chose stay: they are behind the kind, and behind `depends_on`. */
function inCamelCase(path: string): string {
  return path
    .split(".")
    .map((step, index, steps) => (index === 1 || steps[index - 1] === "depends_on" ? step : camel(step)))
    .join(".");
}

function camel(step: string): string {
  return step.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function renamed(path: string, names: Context["names"]): string {
  const [kind = "", name = "", ...rest] = path.split(".");
  const known = new Map<string, Context["names"]["services"]>(Object.entries(names)).get(kind);
  const [, key = "", index = ""] = /^([^[]*)(.*)$/.exec(name) ?? [];
  return [kind, ...(name === "" ? [] : [`${known?.get(key) ?? key}${index}`]), ...rest].join(".");
}
