import { isProperties, type Properties, type Value } from "../../kit/index.ts";
import type { Step } from "./at.ts";

/** A field of list entries that tells them apart, with the API's default where it may be left out. */
type Key = readonly [field: string, fallback?: string];

/**
 * Lists whose entries belong to whoever applied them, told apart by keys instead of by their place, as the API's own
 * schema says (`x-kubernetes-list-map-keys`). Others may add entries of theirs: a sidecar, a volume.
 */
const KEYS: Readonly<Record<string, readonly Key[]>> = {
  containers: [["name"]],
  initContainers: [["name"]],
  ephemeralContainers: [["name"]],
  volumes: [["name"]],
  env: [["name"]],
  imagePullSecrets: [["name"]],
  secrets: [["name"]],
  hostAliases: [["ip"]],
  volumeMounts: [["mountPath"]],
  volumeDevices: [["devicePath"]],
  topologySpreadConstraints: [["topologyKey"], ["whenUnsatisfiable"]],
  ownerReferences: [["uid"]],
  listeners: [["name"]],
};
const CONTAINER_PORT: readonly Key[] = [["containerPort"], ["protocol", "TCP"]];
const SERVICE_PORT: readonly Key[] = [["port"], ["protocol", "TCP"]];

/** Which entry of another list each entry answers to; the others are nobody's. */
export interface Alignment {
  /** For each entry its place in the other list; undefined where it has none. */
  readonly partners: readonly (number | undefined)[];
  /** Whether keys decide, not places: what answers to none is somebody else's then. */
  readonly keyed: boolean;
  /** Entries of the other list that answer to none, where the place decides. */
  readonly extras: readonly number[];
}

/** Finds for each entry of a list its partner in another state of the same list. */
export function align(
  path: readonly Step[],
  entries: readonly Value[],
  others: readonly Value[],
  kind: string,
): Alignment {
  const keys = keysOf(path, kind);
  const named = keys === undefined ? undefined : entries.map((entry) => identity(entry, keys));
  if (keys === undefined || named === undefined || !distinct(named)) return byPlace(entries, others);
  const places = new Map(others.map((entry, index) => [identity(entry, keys), index]));
  return { partners: named.map((name) => places.get(name)), keyed: true, extras: [] };
}

function byPlace(entries: readonly Value[], others: readonly Value[]): Alignment {
  return {
    partners: entries.map((_, index) => (index < others.length ? index : undefined)),
    keyed: false,
    extras: others.map((_, index) => index).slice(entries.length),
  };
}

function keysOf(path: readonly Step[], kind: string): readonly Key[] | undefined {
  const field = path.at(-1);
  if (field === "ports") {
    if (path.at(-3) === "containers" || path.at(-3) === "initContainers") return CONTAINER_PORT;
    return kind === "Service" ? SERVICE_PORT : undefined;
  }
  return typeof field === "string" ? KEYS[field] : undefined;
}

/** The values of the keys as one text; undefined where one is not given, or not known yet. */
function identity(entry: Value, keys: readonly Key[]): string | undefined {
  if (!isProperties(entry)) return undefined;
  const values = keys.map(([field, fallback]) => keyText(entry, field) ?? fallback);
  return values.includes(undefined) ? undefined : JSON.stringify(values);
}

function keyText(entry: Properties, field: string): string | undefined {
  const value = entry[field];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function distinct(names: readonly (string | undefined)[]): boolean {
  return !names.includes(undefined) && new Set(names).size === names.length;
}
