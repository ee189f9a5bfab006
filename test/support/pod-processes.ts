import { readFileSync } from "node:fs";
import { podProcesses } from "../../airgap/cluster/host/cgroups.ts";

/**
 * The processes of a pod's containers as seen from this machine, but not the one that only holds its namespaces.
 *
 * @param uid - of the pod
 */
export function processesOf(uid: string): number[] {
  return podProcesses().filter((pid) => {
    const group = textOf(`/proc/${pid}/cgroup`);
    const command = textOf(`/proc/${pid}/comm`).trim();
    return (group.includes(uid) || group.includes(uid.replaceAll("-", "_"))) && command !== "pause";
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}
