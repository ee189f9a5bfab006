import { rm } from "node:fs/promises";
import { MuelleError, type Fault } from "../../base/errors.ts";
import { removeBridge } from "./host/bridge.ts";
import { unmountHierarchies } from "./host/cgroup-mounts.ts";
import { removeCgroups } from "./host/cgroups.ts";
import { closeFirewall } from "./host/firewall.ts";
import { removeIpSets } from "./host/ip-sets.ts";
import { restoreKernelSettings } from "./host/kernel-settings.ts";
import { unmountBelow } from "./host/mounts.ts";
import { killOwnProcesses } from "./host/own-processes.ts";
import { cleanSharedFolders } from "./host/shared-folders.ts";
import { shimSockets } from "./host/shim-sockets.ts";
import type { ClusterLayout } from "./layout.ts";

/**
 * Removes everything that the cluster has put on this machine, in whatever state it is.
 *
 * @param programs the folder with all programs of the cluster, by which its processes are known
 * @throws MuelleError naming what could not be removed
 */
export async function removeCluster(layout: ClusterLayout, programs: string): Promise<void> {
  const sockets = shimSockets(layout.containerd.state);
  const alive = await killOwnProcesses(layout, programs);
  for (const socket of sockets) await rm(socket, { force: true });
  cleanSharedFolders(layout.folder);
  const mounted = await unmountBelow(layout.folder);
  await closeFirewall();
  await removeIpSets();
  await removeBridge();
  const groups = removeCgroups();
  await unmountHierarchies(layout.cgroupMounts);
  restoreKernelSettings(layout.restore);
  const faults: readonly Fault[] = [
    ...alive.map(({ pid }) => ({ path: `process ${pid}`, message: "it does not end, even when killed" })),
    ...mounted.map((point) => ({ path: point, message: "it cannot be unmounted" })),
    ...groups.map((group) => ({ path: group, message: "this control group cannot be removed" })),
  ];
  if (faults.length > 0) throw new MuelleError("The cluster could not be removed", faults);
  await rm(layout.folder, { recursive: true, force: true });
}
