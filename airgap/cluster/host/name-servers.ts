import { isIP } from "node:net";

/**
 * The resolv.conf for pods that use the machine's name servers: without those on loopback, which a pod cannot reach.
 *
 * @param sources the machine's files, the best first; the first one that has a name server for pods counts
 */
export function podResolvConf(sources: readonly string[]): string {
  const servers = sources.map(nameServers).find((found) => found.length > 0) ?? [];
  return servers.map((server) => `nameserver ${server}\n`).join("");
}

function nameServers(source: string): readonly string[] {
  return source
    .split("\n")
    .flatMap((line) => /^\s*nameserver\s+(\S+)/.exec(line)?.[1] ?? [])
    .filter((server) => isIP(server) !== 0 && !server.startsWith("127.") && server !== "::1");
}
