import { run, tryRun } from "../../../base/run.ts";
import { BRIDGE, NODE_IP, POD_INTERFACE_PREFIX, SERVICE_CIDR } from "../addresses.ts";

/** Makes the pods' bridge with the node's address, if it is not there: the API server listens on it. */
export async function createBridge(): Promise<void> {
  const what = "making the pods' network";
  if (!(await bridgeExists())) await run(what, "ip", ["link", "add", BRIDGE, "type", "bridge"]);
  await run(what, "ip", ["address", "replace", `${NODE_IP}/24`, "dev", BRIDGE]);
  await run(what, "ip", ["link", "set", BRIDGE, "up"]);
  // What is for a Service that has no rules yet must not leave the machine: whoever answers there would be believed.
  await run(what, "ip", ["route", "replace", SERVICE_CIDR, "dev", BRIDGE]);
}

/** Whether there is an interface of that name. */
export async function bridgeExists(): Promise<boolean> {
  return (await tryRun("ip", ["link", "show", "dev", BRIDGE])).code === 0;
}

/** Removes the bridge and the host's ends of the pods' links. */
export async function removeBridge(): Promise<void> {
  const { stdout } = await tryRun("ip", ["-o", "link", "show"]);
  const links = interfaceNames(stdout).filter((name) => name.startsWith(POD_INTERFACE_PREFIX));
  for (const name of links) await tryRun("ip", ["link", "delete", name]);
  if (await bridgeExists()) await run("removing the pods' network", "ip", ["link", "delete", BRIDGE]);
}

/** The names in the output of `ip -o link`: `7: veth1@if2: <...`. */
export function interfaceNames(output: string): readonly string[] {
  return output.split("\n").flatMap((line) => /^\d+: ([^:@\s]+)/.exec(line)?.[1] ?? []);
}
