import { setTimeout as sleep } from "node:timers/promises";
import type { ClusterLayout } from "../layout.ts";
import {
  identify,
  isRunning,
  runningProcesses,
  signalProcess,
  type ProcessIdentity,
} from "../process/identity.ts";
import { readRecords } from "../process/record.ts";
import { podProcesses } from "./cgroups.ts";

/**
 * Every process of the cluster: the recorded ones, those that run one of its programs on its files (a process whose
 * record was never written, or a shim, whose father is init), and whatever runs in pods.
 *
 * @param programs the folder with all programs of the cluster
 */
function ownProcesses(layout: ClusterLayout, programs: string): readonly ProcessIdentity[] {
  const recorded = readRecords(layout.processes).filter(isRunning);
  const found = runningProcesses()
    .filter(({ executable }) => executable.startsWith(`${programs}/`))
    .filter(({ args }) => args.some((argument) => argument.includes(`${layout.folder}/`)))
    .map(({ identity }) => identity);
  const inPods = podProcesses().flatMap((pid) => identify(pid) ?? []);
  return [...new Map([...recorded, ...found, ...inPods].map((each) => [each.pid, each])).values()];
}

const POLL_MILLISECONDS = 50;
const KILL_SECONDS = 10;

/**
 * Kills every process of the cluster, and those that a dying one has started meanwhile: nothing of it is kept, so
 * there is nothing to end politely. Returns those that are still there.
 */
export async function killOwnProcesses(
  layout: ClusterLayout,
  programs: string,
): Promise<readonly ProcessIdentity[]> {
  const deadline = Date.now() + KILL_SECONDS * 1000;
  for (;;) {
    const alive = ownProcesses(layout, programs);
    if (alive.length === 0 || Date.now() > deadline) return alive;
    for (const each of alive) signalProcess(each, "SIGKILL");
    await sleep(POLL_MILLISECONDS);
  }
}
