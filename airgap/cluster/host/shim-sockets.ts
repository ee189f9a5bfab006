import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** The folder in which all containerds of a machine keep their shims' sockets: it is short enough for their names. */
const SHIM_SOCKETS = "/run/containerd/s/";

/** What a shim answers when it has started, as containerd keeps it to find the shim again. */
const STARTED = v.object({ address: v.string() });

/** The sockets of the cluster's shims, by what containerd's state says; a shim that is killed leaves its socket. */
export function shimSockets(state: string): readonly string[] {
  const tasks = join(state, "io.containerd.runtime.v2.task", "k8s.io");
  const sockets = list(tasks)
    .flatMap((task) => addressOf(join(tasks, task, "bootstrap.json")) ?? [])
    .map((address) => address.replace(/^unix:\/\//, ""))
    .filter((path) => path.startsWith(SHIM_SOCKETS));
  // All containers of a pod have the same shim.
  return [...new Set(sockets)];
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Undefined where the file is not there, or half written: that shim was killed before anybody could talk to it. */
function addressOf(file: string): string | undefined {
  try {
    return v.parse(STARTED, JSON.parse(readFileSync(file, "utf8"))).address;
  } catch {
    return undefined;
  }
}
