import { cleanTarget } from "../forms/mount.ts";
import { merge } from "../merge/merge.ts";
import { containerFields } from "../model/container.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import {
  get,
  isNull,
  list,
  map,
  partsOf,
  record,
  scalar,
  set,
  textOf,
  type MapNode,
  type Node,
} from "../tree/node.ts";
import { valueIn, type Environment } from "./env-files.ts";

/**
 * Writes out what Compose derives: the default network, the names of networks and volumes, the dependencies that
 * follow from `links`, `network_mode: service:...` and the like, and what runs before a service starts.
 */
export function normalise(
  model: MapNode,
  project: string,
  environment: Environment,
  faults: ComposeFaults,
): MapNode {
  let result = withNetworks(model);
  for (const kind of ["services", "jobs"]) {
    const containers = get(result, kind);
    if (containers?.kind !== "map") continue;
    const whole = [...containers.entries].map(
      ([name, node]) =>
        [name, node.kind === "map" ? normaliseContainer(node, environment, faults) : node] as const,
    );
    result = set(result, kind, map(whole, containers.place));
  }
  for (const kind of ["networks", "volumes", "configs", "secrets"]) result = withNames(result, kind, project);
  return result;
}

/** Services that name no network are in one that is called `default`. */
function withNetworks(model: MapNode): MapNode {
  let result = model;
  for (const kind of ["services", "jobs"]) {
    const containers = get(model, kind);
    if (containers?.kind !== "map") continue;
    const whole = [...containers.entries].map(([name, node]) => [name, withNetwork(node)] as const);
    result = set(result, kind, map(whole, containers.place));
  }
  const containers = ["services", "jobs"].flatMap((kind) => partsOf(get(result, kind)));
  const usesDefault = containers.some(
    (node) => isNetworked(node) && get(get(node, "networks"), "default") !== undefined,
  );
  const networks = get(model, "networks");
  const declared = networks?.kind === "map" ? networks : map([], model.place);
  if (!usesDefault || declared.entries.has("default")) return result;
  return set(result, "networks", set(declared, "default", scalar(null, model.place)));
}

function isNetworked(container: Node): boolean {
  return get(container, "provider") === undefined && get(container, "network_mode") === undefined;
}

function withNetwork(container: Node): Node {
  const networks = get(container, "networks");
  const isNone = networks === undefined || (networks.kind === "map" && networks.entries.size === 0);
  if (container.kind !== "map" || !isNetworked(container) || !isNone) return container;
  return set(container, "networks", map([["default", scalar(null, container.place)]], container.place));
}

function normaliseContainer(container: MapNode, environment: Environment, faults: ComposeFaults): MapNode {
  let result = container;
  if (textOf(get(result, "pull_policy")) === "if_not_present") {
    result = set(result, "pull_policy", scalar("missing", container.place));
  }
  const build = get(result, "build");
  if (build?.kind === "map") result = set(result, "build", normaliseBuild(build, environment));
  const variables = get(result, "environment");
  if (variables !== undefined) result = set(result, "environment", withValues(variables, environment, true));
  const volumes = get(result, "volumes");
  if (volumes?.kind === "list")
    result = set(result, "volumes", list(volumes.items.map(withCleanTarget), volumes.place));
  return withHooks(withDependencies(result), faults);
}

function normaliseBuild(build: MapNode, environment: Environment): MapNode {
  const context = record({ context: "." }, build.place).entries;
  const isInline = build.entries.has("dockerfile_inline");
  const dockerfile = isInline ? [] : record({ dockerfile: "Dockerfile" }, build.place).entries;
  const whole = map([...context, ...dockerfile, ...build.entries], build.place);
  const args = get(whole, "args");
  return args === undefined ? whole : set(whole, "args", withValues(args, environment, false));
}

/** Gives bare names their values; those that have none stay or go. */
function withValues(variables: Node, environment: Environment, keep: boolean): Node {
  if (variables.kind === "map") {
    const entries = [...variables.entries].flatMap(([name, node]): readonly (readonly [string, Node])[] => {
      if (!isNull(node)) return [[name, node]];
      const value = valueIn(environment, name);
      if (value !== undefined) return [[name, scalar(value, node.place)]];
      return keep ? [[name, node]] : [];
    });
    return map(entries, variables.place);
  }
  if (variables.kind === "scalar") return variables;
  const items = variables.items.flatMap((item): readonly Node[] => {
    const text = textOf(item);
    if (text === undefined || text.includes("=")) return [item];
    const value = valueIn(environment, text);
    if (value !== undefined) return [scalar(`${text}=${value}`, item.place)];
    return keep ? [item] : [];
  });
  return list(items, variables.place);
}

function withCleanTarget(mount: Node): Node {
  const target = get(mount, "target");
  const path = textOf(target);
  if (mount.kind !== "map" || target === undefined || path === undefined) return mount;
  return set(mount, "target", scalar(path === "" ? "." : cleanTarget(path), target.place));
}

/** The services that a container cannot do without, though `depends_on` does not name them. */
function withDependencies(container: MapNode): MapNode {
  const known = get(container, "depends_on");
  let dependencies = known?.kind === "map" ? known : map([], container.place);
  const add = (name: string, restart: boolean, { place }: Node) => {
    if (dependencies.entries.has(name)) return;
    dependencies = set(
      dependencies,
      name,
      record({ condition: "service_started", restart, required: true }, place),
    );
  };
  for (const link of textsIn(get(container, "links"))) add(link.text.split(":", 1).join(""), true, link.node);
  for (const namespace of ["network_mode", "ipc", "pid", "uts", "cgroup"]) {
    const node = get(container, namespace);
    const text = textOf(node);
    if (node !== undefined && text?.startsWith("service:") === true)
      add(text.slice("service:".length), true, node);
  }
  for (const { text, node } of textsIn(get(container, "volumes_from"))) {
    if (!text.startsWith("container:")) add(text.split(":", 1).join(""), false, node);
  }
  return dependencies.entries.size === 0 ? container : set(container, "depends_on", dependencies);
}

function textsIn(node: Node | undefined): readonly { readonly text: string; readonly node: Node }[] {
  const items = node?.kind === "list" ? node.items : [];
  return items.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, node: item }];
  });
}

/** What runs before a service starts is like the service in all that it does not say itself, except its volumes. */
function withHooks(service: MapNode, faults: ComposeFaults): MapNode {
  const hooks = get(service, "pre_start");
  if (hooks?.kind !== "list") return service;
  const inherited = [...service.entries].filter(
    ([key]) => key !== "volumes" && Object.hasOwn(containerFields, key),
  );
  const base = map(inherited, service.place);
  const whole = hooks.items.map((hook) =>
    hook.kind === "map" ? merge(base, hook, faults, ["services", "hook"]) : hook,
  );
  return set(service, "pre_start", list(whole, hooks.place));
}

/** Whatever has no name of its own has the project's before its key; what is there already goes by its key alone. */
function withNames(model: MapNode, kind: string, project: string): MapNode {
  const resources = get(model, kind);
  if (resources?.kind !== "map") return model;
  const named = [...resources.entries].map(([key, node]): [string, Node] => {
    const resource = node.kind === "map" ? node : map([], node.place);
    const name = get(resource, "name");
    if (node.kind === "map" && name !== undefined && !isNull(name)) return [key, node];
    const external = get(resource, "external");
    const isExternal =
      external?.kind === "scalar" && ["true", "t", "1"].includes(external.text.toLowerCase());
    return [key, set(resource, "name", scalar(isExternal ? key : `${project}_${key}`, node.place))];
  });
  return set(model, kind, map(named, resources.place));
}
