import { tryRun } from "../../../base/run.ts";

/** Calico's sets of addresses, which its firewall rules refer to. */
const PREFIX = "cali";

/** Removes the sets; the rules that use them must be gone. A machine without `ipset` has none. */
export async function removeIpSets(): Promise<void> {
  const { code, stdout } = await tryRun("ipset", ["list", "-name"]);
  if (code !== 0) return;
  const sets = stdout.split("\n").filter((name) => name.startsWith(PREFIX));
  // A set of sets goes before its members: those that are still in use are tried again.
  for (const name of [...sets, ...sets]) await tryRun("ipset", ["destroy", name]);
}
