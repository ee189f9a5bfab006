import type { types } from "@pulumi/kubernetes";
import type { Service } from "../../application/index.ts";
import { optional, unlessEmpty } from "./optional.ts";
import { byteQuantity } from "./quantity.ts";

/** Settings of the kernel that the Pod Security Standards allow everybody. */
const SAFE_SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_syncookies",
];

/** A name that an object of the cluster can have, and a host. */
const LABEL = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether the cluster lets a pod change this setting of the kernel. */
export function isSafeSysctl(name: string): boolean {
  return SAFE_SYSCTLS.includes(name);
}

/** Whether a name can be that of a Service. */
export function isServiceName(name: string): boolean {
  return LABEL.test(name);
}

/** What surrounds all containers of a pod. */
export function podSettings({
  hostname,
  extraHosts,
  dnsSearch,
  dnsOpt,
}: Service): Partial<types.input.core.v1.PodSpec> {
  const addresses = [...new Set(extraHosts.map(({ address }) => address))];
  const dnsConfig = {
    ...unlessEmpty("searches", dnsSearch),
    ...unlessEmpty(
      "options",
      dnsOpt.map((option) => {
        const [name = "", value] = option.split(":");
        return { name, ...optional("value", value) };
      }),
    ),
  };
  return {
    ...optional("hostname", hostname),
    ...unlessEmpty(
      "hostAliases",
      addresses.map((ip) => ({
        ip,
        hostnames: extraHosts.filter(({ address }) => address === ip).map(({ host }) => host),
      })),
    ),
    ...(Object.keys(dnsConfig).length === 0 ? {} : { dnsConfig }),
  };
}

/** What the pod's processes may do beyond its user. */
export function securitySettings({
  groupAdd,
  sysctls,
}: Service): Pick<types.input.core.v1.PodSecurityContext, "supplementalGroups" | "sysctls"> {
  return {
    ...unlessEmpty("supplementalGroups", groupAdd.filter((group) => /^\d+$/.test(group)).map(Number)),
    ...unlessEmpty(
      "sysctls",
      Object.entries(sysctls)
        .filter(([name]) => isSafeSysctl(name))
        .map(([name, value]) => ({ name, value })),
    ),
  };
}

/** What surrounds the process. */
export function containerSettings({
  tty,
  stdinOpen,
}: Service): Pick<types.input.core.v1.Container, "tty" | "stdin"> {
  return { ...(tty ? { tty } : {}), ...(stdinOpen ? { stdin: true } : {}) };
}

/** Shared memory of another size than the usual 64 MiB. */
export function sharedMemory({ shmSize }: Service): readonly {
  readonly volume: types.input.core.v1.Volume;
  readonly mounts: readonly types.input.core.v1.VolumeMount[];
}[] {
  if (shmSize === undefined) return [];
  const name = "shared-memory";
  return [
    {
      volume: { name, emptyDir: { medium: "Memory", sizeLimit: byteQuantity(shmSize) } },
      mounts: [{ name, mountPath: "/dev/shm" }],
    },
  ];
}
