import { createHash } from "node:crypto";
import { LIST_NAMES, renderServers, serversFile } from "./upstream.ts";

/** Stands in the main file for the short name of the configuration that it is part of. */
export const GENERATION = "@generation@";

/** Name of the main file. */
export const MAIN_FILE = "nginx.conf";

/** A whole configuration: its files by path, and the short name that the load balancer tells under its health path. */
export interface ConfigurationFiles {
  readonly generation: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Addresses (`name:port`) of each upstream's servers by the upstream's name. */
export type Servers = Readonly<Record<string, readonly string[]>>;

/** All files of a configuration. */
export function configurationFiles(main: string, servers: Servers): ConfigurationFiles {
  const lists = Object.entries(servers).flatMap(([name, addresses]) =>
    LIST_NAMES.map((list) => [serversFile(name, list), renderServers(addresses, list)] as const)
      // The main file says which lists it wants.
      .filter(([path]) => main.includes(`include ${path};`)),
  );
  const files = Object.fromEntries([[MAIN_FILE, main], ...lists]) as Record<string, string>;
  const generation = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
  return { generation, files: { ...files, [MAIN_FILE]: main.replaceAll(GENERATION, generation) } };
}

/**
 * The servers of a step between two configurations: those of both. nginx looks up a name that is new to it only
 * after it has begun to serve; while it does, the servers that it knows already take the requests. Undefined where
 * no upstream would lose all its known servers at once.
 */
export function transition(old: Servers, next: Servers): Servers | undefined {
  const replaced = Object.entries(next).some(([name, addresses]) => {
    const before = old[name] ?? [];
    return (
      before.length > 0 && addresses.length > 0 && !addresses.some((address) => before.includes(address))
    );
  });
  if (!replaced) return undefined;
  return Object.fromEntries(
    Object.entries(next).map(([name, addresses]) => [
      name,
      [...new Set([...(old[name] ?? []), ...addresses])],
    ]),
  );
}
