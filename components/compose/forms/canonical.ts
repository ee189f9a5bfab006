import type { Parsed } from "../../application/parsed.ts";
import { asMap, buildAsMap, dependenciesAsMap, stringAsList } from "../merge/convert.ts";
import {
  at,
  get,
  list,
  map,
  record,
  scalar,
  set,
  textOf,
  type MapNode,
  type Node,
  type ScalarNode,
} from "../tree/node.ts";
import { ruleFor, rules, type Steps } from "../tree/path.ts";
import { parseDevice } from "./device.ts";
import { parseMount } from "./mount.ts";
import { parsePort } from "./port.ts";

/** Turns a short form into the long one. What cannot be read stays as it is: the structure's check says why. */
type ToLong = (node: Node) => Node;

function ofString(make: (node: ScalarNode, text: string) => Node): ToLong {
  return (node) => (node.kind === "scalar" && typeof node.value === "string" ? make(node, node.value) : node);
}

/** The entries of a value that was parsed, all of them at the place of the short form. */
function longForm(node: ScalarNode, result: Parsed<object>): Node {
  return result.ok ? recordOf(result.value, node) : node;
}

function recordOf(value: object, { place }: Node): MapNode {
  const entries = Object.entries(value).map(([key, part]: [string, unknown]): [string, Node] => {
    if (typeof part === "object" && part !== null)
      return [key, recordOf(part, { kind: "scalar", value: null, text: "", place })];
    const isPlain = typeof part === "string" || typeof part === "number" || typeof part === "boolean";
    return [key, scalar(isPlain ? part : null, place)];
  });
  return map(entries, place);
}

const ports: ToLong = (node) => {
  if (node.kind !== "list") return node;
  const items = node.items.flatMap((item): readonly Node[] => {
    if (item.kind !== "scalar") return [item];
    const result = parsePort(item.text);
    return result.ok ? result.value.map((port) => recordOf(port, item)) : [item];
  });
  return list(items, node.place);
};

const envFiles: ToLong = (node) => {
  const entry = (item: Node): Node => {
    if (item.kind === "scalar") return record({ path: item, required: true }, item.place);
    return item.kind === "map" && get(item, "required") === undefined
      ? set(item, "required", scalar(true, item.place))
      : item;
  };
  const each = stringAsList(node);
  return each.kind === "list" ? list(each.items.map(entry), each.place) : each;
};

const dependsOn: ToLong = (node) => {
  if (node.kind === "scalar") return node;
  const entries = [...dependenciesAsMap(node).entries].map(([name, value]): [string, Node] => {
    const { entries: defaults } = record({ condition: "service_started", required: true }, value.place);
    return [name, value.kind === "map" ? map([...defaults, ...value.entries], value.place) : value];
  });
  return map(entries, node.place);
};

const keyValues: ToLong = (node) => {
  if (node.kind !== "list") return node;
  const entries = node.items.map((item): [string, Node] => {
    const [key = "", ...value] = textOf(item)?.split("=") ?? [];
    return [key, value.length === 0 ? scalar(null, item.place) : scalar(value.join("="), item.place)];
  });
  return map(entries, node.place);
};

const names: ToLong = (node) => (node.kind === "list" ? asMap(node) : node);
const gpus = ofString((node) => list([record({ count: "all" }, node.place)], node.place));
const reference = ofString((node) => record({ source: node }, node.place));
const mount = ofString((node, text) => longForm(node, parseMount(text)));
const device = ofString((node, text) => longForm(node, parseDevice(text)));

/** `external: {name: x}`, which Compose has given up, is `external: true` and `name: x`. */
const external: ToLong = (node) => {
  const outside = get(node, "external");
  if (node.kind !== "map" || outside?.kind !== "map") return node;
  const marked = set(node, "external", scalar(true, outside.place));
  const name = outside.entries.get("name");
  return name === undefined || node.entries.has("name") ? marked : set(marked, "name", name);
};

const ofContainers: Readonly<Record<string, ToLong>> = {
  env_file: envFiles,
  label_file: stringAsList,
  gpus,
  networks: names,
  models: names,
  "volumes.[]": mount,
  dns: stringAsList,
  "devices.[]": device,
  "secrets.[]": reference,
  "configs.[]": reference,
};

const ofWorkloads: Readonly<Record<string, ToLong>> = {
  build: ofString(buildAsMap),
  "build.secrets.[]": reference,
  "build.additional_contexts": keyValues,
  "build.ssh": keyValues,
  depends_on: dependsOn,
  ports,
};

function under(prefix: string, table: Readonly<Record<string, ToLong>>): Readonly<Record<string, ToLong>> {
  return Object.fromEntries(Object.entries(table).map(([field, then]) => [`${prefix}.${field}`, then]));
}

const longForms = rules<ToLong>({
  ...under("services.*", { ...ofContainers, ...ofWorkloads }),
  ...under("jobs.*", { ...ofContainers, ...ofWorkloads }),
  ...under("services.*.pre_start.[]", ofContainers),
  "services.*.develop.watch.[].ignore": stringAsList,
  "services.*.develop.watch.[].include": stringAsList,
  "jobs.*.triggers.schedule.[]": ofString((node) => record({ cron: node }, node.place)),
  "volumes.*": external,
  "networks.*": external,
  "secrets.*": external,
  "configs.*": external,
});

/** Brings every short form of a file to the long one, which is what later files are merged into. */
export function canonical(node: Node, path: Steps = []): Node {
  const inner = canonicalParts(node, path);
  return ruleFor(longForms, path)?.(inner) ?? inner;
}

function canonicalParts(node: Node, path: Steps): Node {
  if (node.kind === "scalar") return node;
  if (node.kind === "list") {
    return list(
      node.items.map((item) => canonical(item, [...path, "[]"])),
      node.place,
    );
  }
  return map(
    [...node.entries].map(
      ([key, value]) => [key, at(canonical(value, [...path, key]), value.place)] as const,
    ),
    node.place,
  );
}
