import type { Balance } from "../../application/index.ts";

/** A set of replicas that requests or connections are spread over. */
export interface Upstream {
  /** Name within the configuration: `web-8000-http` for a route, `web-6001-tcp` for a published port. */
  readonly name: string;
  readonly balance: Balance;
  /** `http` for routes, `stream` for published ports. */
  readonly layer: "http" | "stream";
}

/** File that lists an upstream's servers. It is apart from the rest because the replicas' names change with each update. */
export function serversFile(upstream: string): string {
  return `servers/${upstream}.conf`;
}

/**
 * The lines of that file. `resolve` finds a replica again that restarted with another address; a server that failed
 * twice is left alone for two seconds: long enough that one that hangs gets little to do, short enough that replicas
 * that fell one after the other do not all stay out. Without any server nginx would refuse the configuration, so one that is
 * marked down stands in and requests get a 502.
 */
export function renderServers(addresses: readonly string[]): string {
  if (addresses.length === 0) return "server 127.0.0.1:9 down;\n";
  return addresses.map((address) => `server ${address} resolve max_fails=2 fail_timeout=2s;\n`).join("");
}

/** The upstream block. The balancing method stands before `keepalive`, as nginx asks. */
export function renderUpstream({ name, balance, layer }: Upstream): string {
  const lines = [
    // Shared between nginx's workers: counts of connections and failures, and addresses resolved at run time.
    `zone ${layer}_${name} 256k;`,
    ...balanceLines(balance, layer, name),
    // Relative to the main file, so that a configuration can be tested beside the one in force.
    `include ${serversFile(name)};`,
    ...(layer === "http" ? ["keepalive 64;"] : []),
  ];
  return block(`upstream ${name}`, lines);
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
