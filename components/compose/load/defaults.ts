import { list, record, set, type MapNode, type Node } from "../tree/node.ts";
import { ruleFor, rules, type Steps } from "../tree/path.ts";

type Fill = (node: MapNode) => MapNode;

function filled(values: Readonly<Record<string, string | boolean>>): Fill {
  return (node) => ({ ...node, entries: new Map([...record(values, node.place).entries, ...node.entries]) });
}

const secretTarget: Fill = (node) => {
  const source = node.entries.get("source");
  return filled({ target: `/run/secrets/${source?.kind === "scalar" ? source.text : ""}` })(node);
};

const deviceCount: Fill = (node) => (node.entries.has("device_ids") ? node : filled({ count: "all" })(node));

const ofWorkloads: Readonly<Record<string, Fill>> = {
  build: filled({ context: "." }),
  "secrets.[]": secretTarget,
  "ports.[]": filled({ protocol: "tcp", mode: "ingress" }),
  "gpus.[]": deviceCount,
  "volumes.[].bind": filled({ create_host_path: true }),
};

function under(prefix: string): Readonly<Record<string, Fill>> {
  return Object.fromEntries(Object.entries(ofWorkloads).map(([field, fill]) => [`${prefix}.${field}`, fill]));
}

const defaults = rules<Fill>({
  ...under("services.*"),
  ...under("jobs.*"),
  "services.*.deploy.resources.reservations.devices.[]": deviceCount,
});

/** Fills in what Compose takes for granted, such as the protocol of a port, once all files are merged. */
export function withDefaults(node: Node, path: Steps = []): Node {
  if (node.kind === "scalar") return node;
  if (node.kind === "list") {
    return list(
      node.items.map((item) => withDefaults(item, [...path, "[]"])),
      node.place,
    );
  }
  const fill = ruleFor(defaults, path);
  if (fill !== undefined) return fill(node);
  let parts = node;
  for (const [key, value] of node.entries) parts = set(parts, key, withDefaults(value, [...path, key]));
  return parts;
}
