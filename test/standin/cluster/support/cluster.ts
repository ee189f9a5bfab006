import { existsSync } from "node:fs";
import { join } from "node:path";
import { programs } from "../../../../tools/airgap/cluster/binaries/install.ts";
import { clusterLayout } from "../../../../tools/airgap/cluster/layout.ts";
import { userFolders } from "../../../../tools/install/cache.ts";
import { run, tryRun, type RunResult } from "../../../../tools/process/run.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");
const { cache } = userFolders(process.env);

/** Where the cluster of this user keeps its files. */
export const layout = clusterLayout(cache);

/** The command line of the cluster's Kubernetes. */
const KUBECTL = programs(cache).kubernetes.kubectl;

/** Whether a cluster is there, in whatever state. */
export function clusterIsThere(): boolean {
  return existsSync(layout.folder);
}

/** Runs `npm run cluster -- ACTION`, as its user would. */
export function cluster(action: "up" | "down" | "status"): Promise<RunResult> {
  return tryRun(process.execPath, [join(ROOT, "tools", "main.ts"), "cluster", action]);
}

/** Runs it, and fails with what it said when it fails. */
export async function clusterOrFail(action: "up" | "down"): Promise<void> {
  const { code, stderr } = await cluster(action);
  if (code !== 0) throw new Error(`cluster ${action} ended with ${code}:\n${stderr}`);
}

function connection(): readonly string[] {
  return [`--kubeconfig=${layout.kubeconfig}`, "--context=muelle", `--cache-dir=${layout.kubeconfig}-cache`];
}

/** Runs kubectl and returns what it printed. */
export function kubectl(...args: readonly string[]): Promise<string> {
  return run(`kubectl ${args.join(" ")}`, KUBECTL, [...connection(), ...args]);
}

/** Runs kubectl, which may fail. */
export function tryKubectl(...args: readonly string[]): Promise<RunResult> {
  return tryRun(KUBECTL, [...connection(), ...args]);
}

/** Applies objects. */
export async function apply(...objects: readonly unknown[]): Promise<void> {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  await run("kubectl apply", KUBECTL, [...connection(), "apply", "--filename=-"], { input: list });
}
