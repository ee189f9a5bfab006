import type { ContainerSettings } from "../application-model.ts";
import { parseSize } from "../size.ts";
import type { ServiceSpec } from "../spec.ts";
import { type Context, takeOr } from "./context.ts";

/** What surrounds the process in its container; see `ContainerSettings`. */
export function normaliseSettings(context: Context, path: string, spec: ServiceSpec): ContainerSettings {
  return {
    aliases: spec.aliases ?? [],
    hostname: spec.hostname,
    tty: spec.tty ?? false,
    stdinOpen: spec.stdinOpen ?? false,
    noNewPrivileges: spec.noNewPrivileges ?? true,
    groupAdd: spec.groupAdd ?? [],
    extraHosts: Object.entries(spec.extraHosts ?? {}).flatMap(([host, addresses]) =>
      [addresses].flat().map((address) => ({ host, address })),
    ),
    dns: spec.dns ?? [],
    dnsSearch: spec.dnsSearch ?? [],
    dnsOpt: spec.dnsOpt ?? [],
    shmSize: takeOr<string, number | undefined>(
      context,
      `${path}.shmSize`,
      spec.shmSize,
      parseSize,
      undefined,
    ),
    ulimits: Object.entries(spec.ulimits ?? {}).map(([name, limit]) =>
      typeof limit === "number" ? { name, soft: limit, hard: limit } : { name, ...limit },
    ),
    sysctls: { ...spec.sysctls },
    ownHealthcheck: spec.healthcheck?.disable !== true,
  };
}
