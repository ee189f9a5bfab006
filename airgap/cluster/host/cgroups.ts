import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";

/** The control group that all pods are below. */
export const CGROUP = "/muelle-cluster";

const ROOT = "/sys/fs/cgroup";

/** The hierarchies of control groups: one of version 2, or one for each controller of version 1. */
function hierarchies(): readonly string[] {
  if (existsSync(join(ROOT, "cgroup.controllers"))) return [ROOT];
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(ROOT, name));
}

/** The kubelet wants its group to be there, in every hierarchy. */
export function createCgroups(): void {
  for (const hierarchy of hierarchies()) mkdirSync(join(hierarchy, CGROUP), { recursive: true });
}

/** The numbers of all processes in pods. */
export function podProcesses(): readonly number[] {
  const pids = hierarchies().flatMap((hierarchy) =>
    groups(join(hierarchy, CGROUP)).flatMap((group) => processesOf(group)),
  );
  return [...new Set(pids)];
}

/** Removes the groups; those that still hold a process stay, and are returned. */
export function removeCgroups(): readonly string[] {
  return hierarchies().flatMap((hierarchy) =>
    // A group goes after the groups in it.
    groups(join(hierarchy, CGROUP))
      .toReversed()
      .filter((group) => !removeGroup(group)),
  );
}

/** A group and all below it, each before those in it. */
function groups(group: string): readonly string[] {
  if (!existsSync(group)) return [];
  const inner = readdirSync(group, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => groups(join(group, name)));
  return [group, ...inner];
}

function processesOf(group: string): readonly number[] {
  try {
    return readFileSync(join(group, "cgroup.procs"), "utf8").split("\n").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function removeGroup(group: string): boolean {
  try {
    rmdirSync(group);
    return true;
  } catch {
    return !existsSync(group);
  }
}
