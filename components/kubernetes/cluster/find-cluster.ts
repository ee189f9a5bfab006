import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Fault } from "../../application/index.ts";

/** Where the stack's configuration says that the cluster is. */
export interface ClusterAccess {
  /** A kubeconfig file, or the content of one; undefined: $KUBECONFIG, else ~/.kube/config. */
  readonly kubeconfig: string | undefined;
  /** Context of the kubeconfig; undefined: the only one. */
  readonly context: string | undefined;
}

/** A cluster that was found in a kubeconfig; nothing has been asked of it yet. */
export interface Cluster {
  /** Where its kubeconfig came from, in the user's terms. */
  readonly origin: string;
  readonly context: string;
  readonly server: string;
  readonly config: KubeConfig;
}

/** A cluster, or why there is none. */
export type FoundCluster =
  | { readonly cluster: Cluster; readonly faults: readonly [] }
  | { readonly cluster: undefined; readonly faults: readonly Fault[] };

/** Finds the cluster to deploy to. The current context does not count: what it is depends on who used kubectl last. */
export async function findCluster(access: ClusterAccess): Promise<FoundCluster> {
  // A third of a second that only Kubernetes has to pay.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  const origin = load(config, access.kubeconfig, KubeConfig);
  if (typeof origin !== "string") return refused(origin);
  const context = chooseContext(config, access.context, origin);
  if (typeof context !== "string") return refused(context);
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined)
    return refused({
      path: "muelle:context",
      message: `the context ${context} of ${origin} names a cluster that is not there`,
    });
  return { cluster: { origin, context, server, config }, faults: [] };
}

/** Whether a configured kubeconfig is the content of one rather than the path to it. */
export function isKubeconfigContent(kubeconfig: string): boolean {
  return /^\s*[{]|\n/.test(kubeconfig);
}

function refused(fault: Fault): FoundCluster {
  return { cluster: undefined, faults: [fault] };
}

/** Loads the kubeconfig and says where it came from. */
function load(config: KubeConfig, given: string | undefined, Empty: new () => KubeConfig): string | Fault {
  const path = "muelle:kubeconfig";
  if (given !== undefined && isKubeconfigContent(given)) {
    try {
      config.loadFromString(given);
      return path;
    } catch {
      // The reason would quote the content, which is secret.
      return { path, message: "the content is not a kubeconfig" };
    }
  }
  const candidates = given === undefined ? defaultFiles() : [given.replace(/^~(?=\/)/, homedir())];
  const files = candidates.filter((file) => existsSync(file));
  if (files.length === 0)
    return {
      path,
      message: `no kubeconfig at ${candidates.join(" or ")}`,
      hint: "Bring up a cluster with `npm run cluster -- up`, or name the kubeconfig of yours: pulumi config set muelle:kubeconfig PATH",
    };
  try {
    for (const [index, file] of files.entries()) {
      const next = index === 0 ? config : new Empty();
      next.loadFromFile(file);
      if (next !== config) config.mergeConfig(next, true);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { path, message: `${files.join(delimiter)} is not a kubeconfig: ${reason}` };
  }
  return files.join(delimiter);
}

function defaultFiles(): string[] {
  const named = (process.env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

function chooseContext(config: KubeConfig, wanted: string | undefined, origin: string): string | Fault {
  const names = config.getContexts().map(({ name }) => name);
  const [only] = names;
  const path = "muelle:context";
  if (only === undefined) return { path, message: `${origin} has no context` };
  if (wanted === undefined) {
    if (names.length === 1) return only;
    return {
      path,
      message: `${origin} has ${names.length} contexts, and none is chosen: ${names.sort().join(", ")}`,
      hint: "pulumi config set muelle:context NAME",
    };
  }
  if (names.includes(wanted)) return wanted;
  return {
    path,
    message: `no such context in ${origin}: ${wanted}`,
    hint: `It has: ${names.sort().join(", ")}.`,
  };
}
