import { get, list, map, textOf, type Node } from "../tree/node.ts";
import { ruleFor, rules, type Steps } from "../tree/path.ts";
import { parseMount } from "../forms/mount.ts";

/** What of an entry must be there once only; undefined for an entry that is kept in any case. */
type KeyOf = (entry: Node) => string | undefined;

/** One entry for each key: the last one, at the position of the first. */
export function keepLast(entries: readonly Node[], keyOf: KeyOf): readonly Node[] {
  const kept: Node[] = [];
  const positions = new Map<string, number>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const position = key === undefined ? undefined : positions.get(key);
    if (position !== undefined) kept[position] = entry;
    else {
      if (key !== undefined) positions.set(key, kept.length);
      kept.push(entry);
    }
  }
  return kept;
}

/** The name in `NAME=value`. */
export function keyOfVariable(entry: Node): string | undefined {
  return entry.kind === "scalar" ? entry.text.split("=", 1).join("") : undefined;
}

function word(node: Node | undefined, otherwise: string): string {
  return node?.kind === "scalar" ? node.text : otherwise;
}

const keyOfPath: KeyOf = (entry) => (entry.kind === "map" ? textOf(get(entry, "path")) : textOf(entry));
const keyOfText: KeyOf = (entry) => (entry.kind === "scalar" ? entry.text : undefined);

function keyOfReference(folder: string): KeyOf {
  return (entry) => {
    if (entry.kind === "scalar") return `${folder}/${entry.text}`;
    return word(get(entry, "target"), `${folder}/${word(get(entry, "source"), "")}`);
  };
}

const keyOfMount: KeyOf = (entry) => {
  if (entry.kind === "map") return textOf(get(entry, "target"));
  const mount = parseMount(textOf(entry) ?? "");
  return mount.ok ? mount.value.target : undefined;
};

const keyOfDevice: KeyOf = (entry) => {
  if (entry.kind === "map") return textOf(get(entry, "target"));
  const [source, target = source] = textOf(entry)?.split(":") ?? [];
  return target;
};

const keyOfPort: KeyOf = (entry) => {
  if (entry.kind !== "map") return keyOfText(entry);
  const part = (key: string, otherwise: string) => word(entry.entries.get(key), otherwise);
  return `${part("host_ip", "0.0.0.0")}:${part("published", "")}:${part("target", "")}/${part("protocol", "tcp")}`;
};

/**
 * Lists in which a later entry takes the place of an earlier one with the same key.
 * @see https://github.com/compose-spec/compose-spec/blob/main/13-merge.md#unique-resources
 */
const uniqueLists = rules<KeyOf>({
  "networks.*.labels": keyOfVariable,
  "networks.*.ipam.options": keyOfVariable,
  "services.*.annotations": keyOfVariable,
  "services.*.build.args": keyOfVariable,
  "services.*.build.additional_contexts": keyOfVariable,
  "services.*.build.tags": keyOfVariable,
  "services.*.build.labels": keyOfVariable,
  "services.*.cap_add": keyOfVariable,
  "services.*.cap_drop": keyOfVariable,
  "services.*.configs": keyOfReference(""),
  "services.*.deploy.labels": keyOfVariable,
  "services.*.devices": keyOfDevice,
  "services.*.dns": keyOfVariable,
  "services.*.dns_opt": keyOfVariable,
  "services.*.dns_search": keyOfVariable,
  "services.*.environment": keyOfVariable,
  "services.*.env_file": keyOfPath,
  "services.*.expose": keyOfText,
  "services.*.labels": keyOfVariable,
  "services.*.links": keyOfVariable,
  "services.*.networks.*.aliases": keyOfVariable,
  "services.*.networks.*.link_local_ips": keyOfVariable,
  "services.*.ports": keyOfPort,
  "services.*.profiles": keyOfVariable,
  "services.*.secrets": keyOfReference("/run/secrets"),
  "services.*.sysctls": keyOfVariable,
  "services.*.tmpfs": keyOfVariable,
  "services.*.volumes": keyOfMount,
});

/** The same tree without the entries that a later one of the same list replaces. */
export function unique(node: Node, path: Steps = []): Node {
  if (node.kind === "map") {
    return map(
      [...node.entries].map(([key, value]) => [key, unique(value, [...path, key])] as const),
      node.place,
    );
  }
  const keyOf = node.kind === "list" ? ruleFor(uniqueLists, path) : undefined;
  return node.kind === "list" && keyOf !== undefined ? list(keepLast(node.items, keyOf), node.place) : node;
}
