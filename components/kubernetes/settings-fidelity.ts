import { approximated, exact, rejected, type FidelityTable } from "../application/index.ts";
import { isSafeSysctl, isServiceName } from "./translate/settings.ts";

const ULIMITS = "the limits of a process are those of the node's container runtime; ulimits has no effect";

/** What a cluster makes of the fields about what surrounds a process in its container. */
export const settingsFidelity = {
  aliases: approximated(
    "a name with other characters than lower-case letters, digits and hyphens leads nowhere on a cluster",
    ({ aliases }) => aliases.some((alias) => !isServiceName(alias)),
  ),
  hostname: rejected(
    "a host's name on Kubernetes has lower-case letters, digits and hyphens alone",
    ({ hostname }) => hostname !== undefined && !isServiceName(hostname),
  ),
  tty: exact,
  stdinOpen: exact,
  noNewPrivileges: approximated(
    "the restricted Pod Security Standard lets no process get more rights than it started with",
    ({ noNewPrivileges }) => !noNewPrivileges,
  ),
  groupAdd: rejected("Kubernetes knows groups by number only", ({ groupAdd }) =>
    groupAdd.some((group) => !/^\d+$/.test(group)),
  ),
  extraHosts: rejected(
    "there is no host-gateway on a cluster: name the address of what is to be reached",
    ({ extraHosts }) => extraHosts.some(({ address }) => address === "host-gateway"),
  ),
  dns: approximated(
    "names are looked up in the cluster's DNS, which asks the servers of its own settings; dns has no effect",
    ({ dns }) => dns.length > 0,
  ),
  dnsSearch: exact,
  dnsOpt: exact,
  shmSize: exact,
  "ulimits.*.soft": approximated(ULIMITS, ({ ulimits }) => ulimits.length > 0),
  "ulimits.*.hard": approximated(ULIMITS, ({ ulimits }) => ulimits.length > 0),
  sysctls: rejected("the Pod Security Standards allow safe settings of the kernel only", ({ sysctls }) =>
    Object.keys(sysctls).some((name) => !isSafeSysctl(name)),
  ),
  "healthcheck.disable": approximated(
    "a cluster does not run the check of an image; there is nothing to switch off",
    "never",
  ),
} satisfies Partial<FidelityTable["services"]>;
