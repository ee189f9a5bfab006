import type { Node } from "../tree/node.ts";
import { kindOf, type Codec, type Reading } from "./codec.ts";

/** The names and values of `NAME=value` in a list, or of a map; undefined for a bare name. */
function pairsOf(node: Node, reading: Reading): readonly (readonly [string, string | null])[] | undefined {
  if (node.kind === "scalar")
    return reading.fail(node, `must be a map or a list of NAME=value, not ${kindOf(node)}`);
  const pairs: (readonly [string, string | null])[] = [];
  const add = (name: string, value: string | null, part: Node) => {
    reading.note(name, part);
    pairs.push([name, value]);
  };
  if (node.kind === "map") {
    for (const [name, each] of node.entries) {
      if (each.kind === "scalar") add(name, each.value === null ? null : each.text, each);
      else
        reading.fail(each, `must be a string, a number or a boolean, not ${kindOf(each)}`, undefined, name);
    }
    return pairs;
  }
  for (const [index, each] of node.items.entries()) {
    if (each.kind !== "scalar" || typeof each.value !== "string") {
      reading.fail(each, `must be a string, not ${kindOf(each)}`, 'write "NAME=value"', index);
      continue;
    }
    const [name = "", ...value] = each.value.split("=");
    add(name, value.length === 0 ? null : value.join("="), each);
  }
  return pairs;
}

/** Variables by name. Null is a bare name, whose value is passed on from where the command runs. */
export const variables: Codec<Readonly<Record<string, string | null>>> = {
  read: (node, reading) => {
    const pairs = pairsOf(node, reading);
    const spaced = pairs?.find(([name]) => /\s$/.test(name));
    if (spaced !== undefined)
      reading.fail(
        node,
        `the name ${JSON.stringify(spaced[0])} ends with a space`,
        "remove the space before =",
      );
    return pairs === undefined ? undefined : Object.fromEntries(pairs);
  },
  write: (value) => (Object.keys(value).length === 0 ? undefined : value),
};

/** Labels and the like by name; one without a value has an empty one. */
export const labels: Codec<Readonly<Record<string, string>>> = {
  read: (node, reading) => {
    const pairs = pairsOf(node, reading);
    return pairs === undefined
      ? undefined
      : Object.fromEntries(pairs.map(([name, value]) => [name, value ?? ""]));
  },
  write: (value) => (Object.keys(value).length === 0 ? undefined : value),
};

/** Options of drivers, which are a map and never a list. */
export const options: Codec<Readonly<Record<string, string>>> = {
  read: (node, reading) =>
    node.kind === "map"
      ? labels.read(node, reading)
      : reading.fail(node, `must be a map, not ${kindOf(node)}`),
  write: (value) => labels.write(value),
};

/** Addresses by the names of hosts. */
export const hosts: Codec<Readonly<Record<string, readonly string[]>>> = {
  read: (node, reading) => {
    if (node.kind === "scalar")
      return reading.fail(node, `must be a map or a list of HOST=IP, not ${kindOf(node)}`);
    const addresses = new Map<string, readonly string[]>();
    const add = (host: string, ips: readonly string[], part: Node) => {
      if (host === "" || /[:=]/.test(host))
        reading.fail(part, `not a name of a host: ${JSON.stringify(host)}`, 'write "HOST=IP"');
      reading.note(host, part);
      addresses.set(host, [
        ...(addresses.get(host) ?? []),
        ...ips.map((ip) => ip.replace(/^\[(.+)\]$/, "$1")),
      ]);
    };
    if (node.kind === "map") {
      for (const [host, each] of node.entries)
        add(host, each.kind === "list" ? each.items.map(textIn) : [textIn(each)], each);
    } else {
      for (const [index, each] of node.items.entries()) {
        const [, host, ips] =
          /^([^=]*)=(.*)$/s.exec(textIn(each)) ?? /^([^:]*):(.*)$/s.exec(textIn(each)) ?? [];
        if (host === undefined || ips === undefined)
          reading.fail(each, "no address", 'write "HOST=IP"', index);
        else add(host, ips.split(","), each);
      }
    }
    return Object.fromEntries(addresses);
  },
  write: (value) => {
    const lines = Object.entries(value).flatMap(([host, ips]) => ips.map((ip) => `${host}=${ip}`));
    return lines.length === 0 ? undefined : lines.toSorted();
  },
};

function textIn(node: Node): string {
  return node.kind === "scalar" ? node.text : "";
}
