import { lstatSync, readdirSync, readlinkSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { NETWORK_NAME } from "../components/containerd.ts";

/** Folders that programs of the cluster write to and that no setting of theirs moves. */
const CNI_RESULTS = "/var/lib/cni/results";
const CONTAINER_LOGS = "/var/log/containers";
const DEVICE_PLUGINS = "/var/lib/kubelet/device-plugins";

/** Removes the cluster's files from folders that it shares with other programs, and the folders that are empty then. */
export function cleanSharedFolders(clusterFolder: string): void {
  const results = cniResultsOf(list(CNI_RESULTS));
  removeWhere(CNI_RESULTS, (path) => results.includes(basename(path)));
  removeWhere(CONTAINER_LOGS, (path) => linksInto(path, clusterFolder));
  // Only a kubelet writes here, and there is no other one: `up` sees to that.
  rmSync(DEVICE_PLUGINS, { recursive: true, force: true });
  for (const folder of [CNI_RESULTS, CONTAINER_LOGS, DEVICE_PLUGINS]) removeIfEmpty(folder);
  for (const folder of [CNI_RESULTS, DEVICE_PLUGINS]) removeIfEmpty(dirname(folder));
}

/** The results of the cluster's pods: those of its network, and those of the same pods' loopback. */
export function cniResultsOf(names: readonly string[]): readonly string[] {
  const pods = names.flatMap((name) => RESULT.exec(name)?.[1] ?? []);
  return pods.flatMap((pod) => [`${NETWORK_NAME}-${pod}-eth0`, `cni-loopback-${pod}-lo`]);
}

const RESULT = new RegExp(`^${NETWORK_NAME}-([0-9a-f]+)-eth0$`);

function removeWhere(folder: string, isOurs: (path: string) => boolean): void {
  for (const name of list(folder)) {
    const path = join(folder, name);
    if (isOurs(path)) rmSync(path, { force: true });
  }
}

function linksInto(path: string, folder: string): boolean {
  return lstatSync(path).isSymbolicLink() && readlinkSync(path).startsWith(`${folder}/`);
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there, or somebody else uses it.
  }
}
