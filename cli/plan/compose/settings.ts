import type { ContainerInputs } from "./container.ts";

/** What surrounds a process in its container, in Compose's words. */
export function settingsOf(inputs: ContainerInputs): Record<string, unknown> {
  return {
    hostname: inputs.hostname,
    tty: inputs.tty,
    stdin_open: inputs.stdinOpen,
    group_add: inputs.groupAdds,
    extra_hosts: inputs.hosts?.map(({ host, ip }) => `${host}=${ip}`),
    dns: inputs.dns,
    dns_search: inputs.dnsSearches,
    dns_opt: inputs.dnsOpts,
    shm_size: inputs.shmSize === undefined ? undefined : `${inputs.shmSize}m`,
    ulimits:
      inputs.ulimits === undefined
        ? undefined
        : Object.fromEntries(inputs.ulimits.map(({ name, soft, hard }) => [name, { soft, hard }])),
    sysctls: inputs.sysctls,
  };
}
