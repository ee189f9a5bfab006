import type { Balance } from "../../application/index.ts";

/** A set of replicas that requests or connections are spread over. */
export interface Upstream {
  /** Name within the configuration: `web-8000-http` for a route, `web-6001-tcp` for a published port. */
  readonly name: string;
  readonly balance: Balance;
  /** `http` for routes, `stream` for published ports. */
  readonly layer: "http" | "stream";
}

/** A list of an upstream's servers: the same servers in each, and how they are taken out. */
export type ServerList = keyof typeof SERVER_LISTS;

/**
 * What stands behind each server of a list. A server that failed twice is left alone for two seconds: long enough that
 * one that hangs gets little to do, short enough that replicas that fell one after the other do not all stay out.
 * Replicas that are merely slow would all be left alone at once, and nginx would refuse every request ("no live
 * upstreams"): whatever the first list refuses goes to one of the others, which leave nothing alone.
 */
const SERVER_LISTS = {
  first: "max_fails=2 fail_timeout=2s",
  /** For requests of which nothing was sent to any server; see `secondChanceUpstream`. */
  second: "max_fails=0",
  /** In the upstream itself: streams have no second chance, and what could not connect has sent nothing. */
  backup: "max_fails=0 backup",
} as const;

export const LIST_NAMES: readonly ServerList[] = ["first", "second", "backup"];

/** File with a list of an upstream's servers. It is apart from the rest because the replicas' names change with each update. */
export function serversFile(upstream: string, list: ServerList): string {
  return `servers/${upstream}${list === "first" ? "" : `.${list}`}.conf`;
}

/**
 * The lines of that file. `resolve` finds a replica again that restarted with another address. Without any server nginx
 * would refuse the configuration, so one that is marked down stands in and requests get a 502.
 */
export function renderServers(addresses: readonly string[], list: ServerList): string {
  const servers =
    addresses.length === 0 ? ["127.0.0.1:9 down"] : addresses.map((address) => `${address} resolve`);
  return servers.map((server) => `server ${server} ${SERVER_LISTS[list]};\n`).join("");
}

/** Name of the upstream that asks the same servers again; its balance is the same, so that `ip_hash` and `sticky` hold. */
export function secondChanceUpstream(upstream: string): string {
  return `${upstream}-second`;
}

/** The upstream blocks: for streams one, for routes a second one, for the requests that the first one refused. */
export function renderUpstreams(upstream: Upstream): string[] {
  const { name, layer } = upstream;
  if (layer === "stream") return [renderUpstream(upstream, name, ["first", "backup"])];
  return [
    renderUpstream(upstream, name, ["first"]),
    renderUpstream(upstream, secondChanceUpstream(name), ["second"]),
  ];
}

/** The balancing method stands before `keepalive`, as nginx asks. */
function renderUpstream(
  { name, balance, layer }: Upstream,
  named: string,
  lists: readonly ServerList[],
): string {
  return block(`upstream ${named}`, [
    // Shared between nginx's workers: counts of connections and failures, and addresses resolved at run time.
    `zone ${layer}_${named} 256k;`,
    ...balanceLines(balance, layer, name),
    // Relative to the main file, so that a configuration can be tested beside the one in force.
    ...lists.map((list) => `include ${serversFile(name, list)};`),
    ...(layer === "http" ? ["keepalive 64;"] : []),
  ]);
}

function balanceLines(balance: Balance, layer: "http" | "stream", name: string): string[] {
  switch (balance) {
    case "round_robin":
      return [];
    case "least_conn":
      return ["least_conn;"];
    case "ip_hash":
      // The stream module has no ip_hash; a consistent hash of the same address is its equal there.
      return [layer === "http" ? "ip_hash;" : "hash $remote_addr consistent;"];
    case "sticky":
      return layer === "http"
        ? [`sticky cookie muelle_${name} path=/ httponly samesite=lax;`]
        : ["least_conn;"];
  }
}

/** A block of nginx's configuration. */
export function block(head: string, lines: readonly string[]): string {
  const body = lines.flatMap((line) => line.split("\n")).map((line) => (line === "" ? "" : `  ${line}`));
  return [`${head} {`, ...body, "}"].join("\n");
}
