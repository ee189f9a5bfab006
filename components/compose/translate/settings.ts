import { formatSize } from "../../application/size.ts";
import type { ServiceSpec } from "../../application/spec.ts";
import { nameOf, type Context, type Subject } from "./context.ts";
import { given, unlessEmpty } from "./given.ts";

/** What surrounds the process in its container. */
export function settingsOf(subject: Subject, context: Context): Partial<ServiceSpec> {
  const { name, service } = subject;
  const { shm_size: memory = 0, security_opt: options = [], hostname = "" } = service;
  const isSafe = options.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option));
  return given({
    aliases: unlessEmpty(aliasesOf(subject, context)),
    hostname: hostname === "" || hostname === name ? undefined : hostname,
    tty: service.tty === true ? true : undefined,
    stdinOpen: service.stdin_open === true ? true : undefined,
    noNewPrivileges: isSafe ? undefined : false,
    groupAdd: unlessEmpty(service.group_add ?? []),
    extraHosts: unlessEmpty({ ...service.extra_hosts }),
    dns: unlessEmpty(service.dns ?? []),
    dnsSearch: unlessEmpty(service.dns_search ?? []),
    dnsOpt: unlessEmpty(service.dns_opt ?? []),
    shmSize: memory === 0 ? undefined : formatSize(memory),
    ulimits: unlessEmpty({ ...service.ulimits }),
    sysctls: unlessEmpty({ ...service.sysctls }),
  });
}

/** All names but its own by which others reach a service under Compose. */
function aliasesOf({ name, service }: Subject, { file, names }: Context): readonly string[] {
  const own = nameOf(names.services, name);
  const inNetworks = Object.values(service.networks ?? {}).flatMap((network) => network?.aliases ?? []);
  const inLinks = Object.values(file.services ?? {}).flatMap(({ links = [] }) =>
    links.flatMap((link) => {
      const [target, alias = target] = link.split(":");
      return target === name && alias !== undefined ? [alias] : [];
    }),
  );
  const container = service.container_name ?? "";
  const taken = [...names.services.values()];
  // A container that is called like another service is reached by its service's name, as under Compose.
  const called = container === "" || taken.includes(container) ? [] : [container];
  return [...new Set([...inNetworks, ...inLinks, ...called, name])].filter((alias) => alias !== own);
}
