import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { run, tryRun } from "../../../base/run.ts";

const ROOT = "/sys/fs/cgroup";

const SAVED = v.array(v.string());

/**
 * The hierarchies of control groups, version 1, that processes are in and that are mounted nowhere: each by its
 * controllers, `net_cls,net_prio`. containerd measures nothing as long as there is one, and without measures no pod is
 * ever scaled.
 *
 * @param cgroup the text of /proc/self/cgroup
 * @param mountinfo the text of /proc/self/mountinfo
 */
export function unmountedHierarchies(cgroup: string, mountinfo: string): readonly string[] {
  const mounted = new Set(
    mountinfo
      .split("\n")
      .filter((line) => line.includes(" - cgroup "))
      .flatMap((line) => line.slice(line.lastIndexOf(" ") + 1).split(",")),
  );
  return cgroup
    .split("\n")
    .map((line) => line.split(":")[1] ?? "")
    .filter((controllers) => controllers !== "" && !controllers.startsWith("name="))
    .filter((controllers) => !controllers.split(",").some((name) => mounted.has(name)));
}

/** Mounts those hierarchies, and keeps in `file` which: version 2 has none, and most machines mount all. */
export async function mountHierarchies(file: string): Promise<void> {
  const missing = unmountedHierarchies(
    readFileSync("/proc/self/cgroup", "utf8"),
    readFileSync("/proc/self/mountinfo", "utf8"),
  );
  if (missing.length === 0) return;
  writeFileSync(file, JSON.stringify([...new Set([...saved(file), ...missing])]));
  for (const controllers of missing) {
    const point = join(ROOT, controllers);
    mkdirSync(point, { recursive: true });
    await run(`mounting ${point}`, "mount", ["-t", "cgroup", "-o", controllers, "cgroup", point]);
  }
}

/** Unmounts what was mounted. */
export async function unmountHierarchies(file: string): Promise<void> {
  for (const controllers of saved(file)) {
    const point = join(ROOT, controllers);
    const { code } = await tryRun("umount", [point]);
    if (code === 0) rmdirSync(point);
  }
}

function saved(file: string): readonly string[] {
  return existsSync(file) ? v.parse(SAVED, JSON.parse(readFileSync(file, "utf8"))) : [];
}
