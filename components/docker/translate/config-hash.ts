import { createHash } from "node:crypto";
import type { ContainerArgs } from "@pulumi/docker";
import type { Label } from "../labels.ts";

/** The label that tells one configuration of a container from another. */
export const CONFIG_HASH = "muelle.config-hash";

/**
 * What cannot change in a container that exists, and what the provider does not always replace one for. Where the
 * engine would choose a value itself (a command, a health check, variables, ...), it takes the removal of one for no
 * change at all; and where the health check, `init`, `tmpfs` or the processor's quota become others, it only notes it.
 */
export const HASHED = [
  "command",
  "entrypoints",
  "workingDir",
  "user",
  "envs",
  "healthcheck",
  "init",
  "tmpfs",
  "readOnly",
  "capabilities",
  "securityOpts",
  "cpus",
  "cpuPeriod",
  "cpuQuota",
  "logDriver",
  "logOpts",
  "stopSignal",
  "stopTimeout",
] as const satisfies readonly (keyof ContainerArgs)[];

/** The same of what came later: what is not there has no part in the label, which else would be another everywhere. */
const HASHED_WHERE_GIVEN = [
  "hostname",
  "tty",
  "stdinOpen",
  "groupAdds",
  "hosts",
  "dns",
  "dnsSearches",
  "dnsOpts",
  "shmSize",
  "ulimits",
  "sysctls",
] as const satisfies readonly (keyof ContainerArgs)[];

/** These change in a container that runs, but for being taken away, which the engine takes for "as it was". */
export const LIMITS = ["memory", "memoryReservation"] as const satisfies readonly (keyof ContainerArgs)[];

/**
 * The arguments with their labels, among them one that is another when the container must be another.
 *
 * @param labels - the labels, with the one that it is given
 * @param stands - for what may not be hashed: a hash of a secret could be guessed from, and a value that comes later
 * would leave a preview without the label. The provider replaces a container for every other value anyway
 */
export function withConfigHash(
  args: Omit<ContainerArgs, "labels">,
  labels: (hash: Readonly<Record<string, string>>) => Label[],
  stands: Pick<ContainerArgs, "envs"> = {},
): ContainerArgs {
  const known = { ...args, ...stands };
  const hashed = [
    ...HASHED.map((name) => [name, known[name]]),
    ...HASHED_WHERE_GIVEN.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]),
    ...LIMITS.map((name) => [name, args[name] !== undefined && args[name] !== 0]),
  ];
  const hash = createHash("sha256").update(JSON.stringify(hashed)).digest("hex").slice(0, 12);
  return { ...args, labels: labels({ [CONFIG_HASH]: hash }) };
}
