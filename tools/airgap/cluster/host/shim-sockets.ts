import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder in which all containerds of a machine keep their shims' sockets. */
const SHIM_SOCKETS = "/run/containerd/s/";

/** The sockets of the cluster's shims, by what containerd's state says; a shim that is killed leaves its socket. */
export function shimSockets(state: string): readonly string[] {
  const tasks = join(state, "io.containerd.runtime.v2.task", "k8s.io");
  return list(tasks)
    .flatMap((task) => read(join(tasks, task, "address"))?.replace(/^unix:\/\//, "") ?? [])
    .filter((address) => address.startsWith(SHIM_SOCKETS));
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
