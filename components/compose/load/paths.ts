import { isAbsolute, join } from "node:path";
import { get, isNull, list, map, scalar, set, textOf, type Node } from "../tree/node.ts";
import { ruleFor, rules, type Steps } from "../tree/path.ts";

/** What relative paths and `~` stand for. */
export interface Folders {
  /** The absolute path that relative ones start from. */
  readonly folder: string;
  /** The home of the user; undefined where nobody knows it. */
  readonly home: string | undefined;
}

type Resolve = (node: Node, folders: Folders) => Node;

/** An absolute path; one of Windows stays as it is. */
export function absolutePath(path: string, { folder, home }: Folders): string {
  if (path.startsWith("~") && home !== undefined) return joined(home, path.slice(1));
  return isAbsolute(path) || /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path) ? path : joined(folder, path);
}

function joined(folder: string, path: string): string {
  const whole = join(folder, path);
  return whole.length > 1 && whole.endsWith("/") ? whole.slice(0, -1) : whole;
}

const path: Resolve = (node, folders) => {
  const text = textOf(node);
  return text === undefined || text === "" ? node : scalar(absolutePath(text, folders), node.place);
};

/** A context that is a path; addresses, images and other services stay as they are. */
const context: Resolve = (node, folders) => {
  const text = textOf(node) ?? "";
  return /:\/\/|^service:|^github\.com\/|^git@/.test(text) ? node : path(node, folders);
};

const bindSource: Resolve = (node, folders) => {
  const source = get(node, "source");
  if (node.kind !== "map" || source === undefined || textOf(get(node, "type")) !== "bind") return node;
  return set(node, "source", path(source, folders));
};

/** A volume of the local driver may be a folder of the host. */
const boundDevice: Resolve = (node, folders) => {
  const options = get(node, "driver_opts");
  const device = get(options, "device");
  if (node.kind !== "map" || options?.kind !== "map" || device === undefined) return node;
  if (textOf(get(node, "driver")) !== "local" || textOf(get(options, "o")) !== "bind") return node;
  return set(node, "driver_opts", set(options, "device", path(device, folders)));
};

const ofContainers: Readonly<Record<string, Resolve>> = {
  "env_file.[].path": path,
  "label_file.[]": path,
  "volumes.[]": bindSource,
};

const ofWorkloads: Readonly<Record<string, Resolve>> = {
  ...ofContainers,
  "build.context": context,
  "build.additional_contexts.*": context,
  "build.ssh.*": path,
  "extends.file": path,
};

function under(prefix: string, table: Readonly<Record<string, Resolve>>): Readonly<Record<string, Resolve>> {
  return Object.fromEntries(Object.entries(table).map(([field, resolve]) => [`${prefix}.${field}`, resolve]));
}

const paths = rules<Resolve>({
  ...under("services.*", ofWorkloads),
  ...under("jobs.*", ofWorkloads),
  ...under("services.*.pre_start.[]", ofContainers),
  "services.*.develop.watch.[].path": path,
  "configs.*.file": path,
  "secrets.*.file": path,
  "volumes.*": boundDevice,
});

/**
 * Makes the paths of a file absolute.
 * @param node a file in the long form
 * @see https://github.com/compose-spec/compose-spec/blob/main/04-version-and-name.md for the project's folder
 */
export function resolvePaths(node: Node, folders: Folders, at: Steps = []): Node {
  const resolve = ruleFor(paths, at);
  if (resolve !== undefined) return resolve(node, folders);
  if (isNull(node) || node.kind === "scalar") return node;
  if (node.kind === "list") {
    return list(
      node.items.map((item) => resolvePaths(item, folders, [...at, "[]"])),
      node.place,
    );
  }
  return map(
    [...node.entries].map(([key, value]) => [key, resolvePaths(value, folders, [...at, key])] as const),
    node.place,
  );
}
