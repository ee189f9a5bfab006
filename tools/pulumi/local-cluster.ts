import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { INGRESS_CLASS } from "../../airgap/cluster/addons/traefik.ts";
import { LISTENERS } from "../../airgap/cluster/addresses.ts";
import { clusterLayout } from "../../airgap/cluster/layout.ts";
import { knownRegistry } from "../../airgap/registry/registry.ts";
import { run } from "../../base/run.ts";
import type { SetupContext } from "../../airgap/setup/context.ts";

/** The name of the context in the kubeconfig of `npm run cluster`. */
const CONTEXT = "muelle";

/** The kubeconfig of the cluster that `npm run cluster` brought up; undefined when there is none. */
export function localKubeconfig(cache: string): string | undefined {
  const { kubeconfig } = clusterLayout(cache);
  return existsSync(kubeconfig) ? kubeconfig : undefined;
}

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
  registry: string | undefined,
): Readonly<Record<string, string>> {
  const has = (key: string): boolean => new RegExp(`^\\s+"?muelle:${key}"?:\\s*\\S`, "m").test(stackFile);
  if (!/^\s+"?muelle:platform"?:\s*"?kubernetes"?\s*$/m.test(stackFile)) return {};
  if (has("context") || has("kubeconfig")) return {};
  const wanted = {
    context: CONTEXT,
    ingressClass: INGRESS_CLASS,
    ingressPort: String(LISTENERS.ingressHttp.port),
    ...(registry === undefined ? {} : { registry }),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => !has(key)));
}

/** Points a Kubernetes stack that names no cluster at the one of `npm run cluster`, when that is there. */
export async function useLocalCluster(
  { root, folders, progress }: SetupContext,
  stack: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const local = localKubeconfig(folders.cache);
  if (local === undefined || env["KUBECONFIG"]?.split(delimiter).includes(local) !== true) return;
  const file = await readFile(join(root, `Pulumi.${stack}.yaml`), "utf8").catch(() => "");
  const registry = await knownRegistry(folders.cache);
  for (const [key, value] of Object.entries(localClusterSettings(file, registry?.host))) {
    const args = ["config", "set", "--stack", stack, `muelle:${key}`, value];
    await run(`setting muelle:${key}`, "pulumi", args, { cwd: root, env });
    progress.line(`Set muelle:${key} to ${value} in Pulumi.${stack}.yaml: the cluster of npm run cluster.`);
  }
}
