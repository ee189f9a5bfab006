import type { ContainerArgs } from "@pulumi/docker";
import type { Service } from "../../application/index.ts";

const MEBIBYTE = 1024 * 1024;

/** What surrounds the process in its container; nothing of what is not said, so that the engine's own stays. */
export function translateSettings(service: Service): Omit<ContainerArgs, "image"> {
  const { hostname, shmSize, ulimits, sysctls, extraHosts, dns, dnsSearch, dnsOpt, groupAdd } = service;
  return {
    ...(hostname === undefined ? {} : { hostname }),
    ...(service.tty ? { tty: true } : {}),
    ...(service.stdinOpen ? { stdinOpen: true } : {}),
    ...(service.noNewPrivileges ? { securityOpts: ["no-new-privileges:true"] } : {}),
    ...(groupAdd.length === 0 ? {} : { groupAdds: [...groupAdd] }),
    ...(extraHosts.length === 0
      ? {}
      : { hosts: extraHosts.map(({ host, address }) => ({ host, ip: address })) }),
    ...(dns.length === 0 ? {} : { dns: [...dns] }),
    ...(dnsSearch.length === 0 ? {} : { dnsSearches: [...dnsSearch] }),
    ...(dnsOpt.length === 0 ? {} : { dnsOpts: [...dnsOpt] }),
    ...(shmSize === undefined ? {} : { shmSize: Math.ceil(shmSize / MEBIBYTE) }),
    ...(ulimits.length === 0 ? {} : { ulimits: ulimits.map((limit) => ({ ...limit })) }),
    ...(Object.keys(sysctls).length === 0 ? {} : { sysctls: { ...sysctls } }),
    // Docker's word for "not even the image's own".
    ...(service.ownHealthcheck ? {} : { healthcheck: { tests: ["NONE"] } }),
  };
}
