import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { LocalCluster } from "../../base/environment.ts";
import { run } from "../../base/run.ts";
import type { CommandContext } from "../context.ts";
import type { Setup } from "../environment/set-up.ts";

/**
 * Where Kubernetes programs look for clusters: the user's own, and after them the one of `npm run cluster`. What the
 * user has set stays as it is.
 */
export function kubeconfigVariable(
  env: NodeJS.ProcessEnv,
  local: string | undefined,
): Readonly<Record<string, string>> {
  const given = env["KUBECONFIG"] ?? "";
  if (local === undefined || given !== "") return {};
  const own = join(homedir(), ".kube", "config");
  return { KUBECONFIG: [...(existsSync(own) ? [own] : []), local].join(delimiter) };
}

/** The configuration that a stack needs for the cluster of `npm run cluster`; nothing when it names a cluster. */
export function localClusterSettings(
  stackFile: string,
  { context, ingressClass, ingressPort, registry }: LocalCluster,
): Readonly<Record<string, string>> {
  const has = (key: string): boolean => new RegExp(`^\\s+"?muelle:${key}"?:\\s*\\S`, "m").test(stackFile);
  if (!/^\s+"?muelle:platform"?:\s*"?kubernetes"?\s*$/m.test(stackFile)) return {};
  if (has("context") || has("kubeconfig")) return {};
  const wanted = {
    context,
    ingressClass,
    ingressPort: String(ingressPort),
    ...(registry === undefined ? {} : { registry }),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => !has(key)));
}

/** Points a Kubernetes stack that names no cluster at the one of `npm run cluster`, when that is there. */
export async function useLocalCluster(
  { root, progress }: CommandContext,
  stack: string,
  { env, machine: { cluster } }: Pick<Setup, "env" | "machine">,
): Promise<void> {
  if (cluster === undefined || env["KUBECONFIG"]?.split(delimiter).includes(cluster.kubeconfig) !== true)
    return;
  const file = await readFile(join(root, `Pulumi.${stack}.yaml`), "utf8").catch(() => "");
  for (const [key, value] of Object.entries(localClusterSettings(file, cluster))) {
    const args = ["config", "set", "--stack", stack, `muelle:${key}`, value];
    await run(`setting muelle:${key}`, "pulumi", args, { cwd: root, env });
    progress.line(`Set muelle:${key} to ${value} in Pulumi.${stack}.yaml: the cluster of npm run cluster.`);
  }
}
