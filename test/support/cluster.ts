import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programs } from "../../airgap/cluster/binaries/install.ts";
import { clusterLayout } from "../../airgap/cluster/layout.ts";
import { isRunning } from "../../airgap/cluster/process/identity.ts";
import { readRecords } from "../../airgap/cluster/process/record.ts";
import { userFolders } from "../../base/user-folders.ts";
import { run, tryRun, type RunResult } from "../../base/run.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const { cache } = userFolders(process.env);

/** Where the cluster of this user keeps its files. */
export const layout = clusterLayout(cache);

/** The command line of the cluster's Kubernetes. */
const KUBECTL = programs(cache).kubernetes.kubectl;

/** There while the cluster is one that the tests made, and may remove. */
const MARK = join(cache, "cluster-of-tests");

/** Runs `npm run cluster -- ACTION`, as its user would. */
export function cluster(action: "up" | "down" | "status"): Promise<RunResult> {
  return tryRun(process.execPath, [join(ROOT, "tools", "main.ts"), "cluster", action]);
}

/** Runs it, and fails with what it said when it fails. */
export async function clusterOrFail(action: "up" | "down"): Promise<void> {
  const { code, stderr } = await cluster(action);
  if (code !== 0) throw new Error(`cluster ${action} ended with ${code}:\n${stderr}`);
}

/**
 * Makes room for a cluster that a test makes itself: removes one that earlier tests made, and what a restart of the
 * machine left of one.
 *
 * @throws Error when the user's own cluster runs: a machine can have one only
 */
export async function noCluster(): Promise<void> {
  if (!existsSync(MARK) && readRecords(layout.processes).some(isRunning)) {
    throw new Error(
      "a cluster is up, and a machine can have one only: this test makes and removes its own. " +
        "Remove yours first: npm run cluster -- down",
    );
  }
  if (existsSync(layout.folder)) await clusterOrFail("down");
  writeFileSync(MARK, "");
}

/** Brings a cluster up for tests that use one, or takes the one that is up. */
export async function needCluster(): Promise<void> {
  if (!existsSync(layout.folder)) writeFileSync(MARK, "");
  await clusterOrFail("up");
}

/** Removes the cluster when tests made it. */
export async function leaveCluster(): Promise<void> {
  if (!existsSync(MARK)) return;
  await clusterOrFail("down");
  rmSync(MARK);
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
