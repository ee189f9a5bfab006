import { MuelleError } from "../../../base/errors.ts";
import { run, tryRun } from "../../../base/run.ts";
import { CLUSTER_CIDR, POD_CIDR } from "../addresses.ts";
import { cleanupRules, hasKubernetesChains } from "./firewall-cleanup.ts";

const FORWARD = "MUELLE-FORWARD";
const MASQUERADE = "MUELLE-MASQUERADE";
const FAMILIES = ["iptables", "ip6tables"];

/**
 * Lets pods reach each other and the world: the Docker Engine makes DROP the policy for forwarded packets. The rules
 * are in chains of their own, of which Docker's rules know nothing.
 */
export async function openFirewall(): Promise<void> {
  const rules = [
    "*filter",
    `:${FORWARD} - [0:0]`,
    `-A ${FORWARD} -s ${POD_CIDR} -j ACCEPT`,
    `-A ${FORWARD} -d ${POD_CIDR} -j ACCEPT`,
    "COMMIT",
    "*nat",
    `:${MASQUERADE} - [0:0]`,
    // What leaves for the world leaves with the machine's address.
    `-A ${MASQUERADE} -s ${POD_CIDR} ! -d ${CLUSTER_CIDR} -j MASQUERADE`,
    "COMMIT",
    "",
  ].join("\n");
  // A chain that is declared is emptied: doing it twice is doing it once.
  await run("opening the firewall for pods", "iptables-restore", ["--noflush", "--wait"], { input: rules });
  await insertOnce("filter", "FORWARD", FORWARD);
  await insertOnce("nat", "POSTROUTING", MASQUERADE);
}

async function insertOnce(table: string, chain: string, target: string): Promise<void> {
  const rule = [chain, "-j", target];
  const { code } = await tryRun("iptables", ["--wait", "-t", table, "-C", ...rule]);
  if (code !== 0)
    await run("opening the firewall for pods", "iptables", ["--wait", "-t", table, "-I", ...rule]);
}

/** Removes every rule and chain of the cluster, and no other. */
export async function closeFirewall(): Promise<void> {
  for (const family of FAMILIES) {
    const rules = cleanupRules(await savedRules(family));
    if (rules === "") continue;
    await run("removing the cluster's firewall rules", `${family}-restore`, ["--noflush", "--wait"], {
      input: rules,
    });
  }
}

/** Whether this machine has the rules of a Kubernetes. */
export async function machineHasKubernetesRules(): Promise<boolean> {
  return hasKubernetesChains(await savedRules("iptables"));
}

async function savedRules(family: string): Promise<string> {
  const { code, stdout, stderr } = await tryRun(`${family}-save`, []);
  if (code === 0) return stdout;
  // A kernel without IPv6 has no rules for it.
  if (family === "ip6tables") return "";
  throw new MuelleError("The firewall's rules cannot be read", [{ path: `${family}-save`, message: stderr }]);
}
