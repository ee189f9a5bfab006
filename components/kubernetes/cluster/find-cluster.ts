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
  /** The kubeconfig file, where Pulumi's provider must be told which: it takes one, and $KUBECONFIG may list several. */
  readonly file: string | undefined;
  readonly context: string;
  readonly server: string;
  readonly config: KubeConfig;
}

/** A cluster, or why there is none. */
export type FoundCluster =
  | { readonly cluster: Cluster; readonly faults: readonly [] }
  | { readonly cluster: undefined; readonly faults: readonly Fault[] };

/** A kubeconfig that was read. */
interface Source {
  readonly origin: string;
  readonly config: KubeConfig;
}

/** Finds the cluster to deploy to. The current context does not count: what it is depends on who used kubectl last. */
export async function findCluster(access: ClusterAccess): Promise<FoundCluster> {
  // A third of a second that only Kubernetes has to pay.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const sources = load(access.kubeconfig, KubeConfig);
  if (!Array.isArray(sources)) return refused(sources);
  const chosen = chooseContext(sources, access.context);
  if ("message" in chosen) return refused(chosen);
  const { origin, config, context } = chosen;
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined)
    return refused({
      path: "muelle:context",
      message: `the context ${context} of ${origin} names a cluster that is not there`,
    });
  return {
    cluster: { origin, file: sources.length > 1 ? origin : undefined, context, server, config },
    faults: [],
  };
}

/** Whether a configured kubeconfig is the content of one rather than the path to it. */
export function isKubeconfigContent(kubeconfig: string): boolean {
  return /^\s*[{]|\n/.test(kubeconfig);
}

function refused(fault: Fault): FoundCluster {
  return { cluster: undefined, faults: [fault] };
}

/** Reads the kubeconfig, or each of those that $KUBECONFIG lists. */
function load(given: string | undefined, Empty: new () => KubeConfig): Source[] | Fault {
  const path = "muelle:kubeconfig";
  if (given !== undefined && isKubeconfigContent(given)) {
    const config = new Empty();
    try {
      config.loadFromString(given);
      return [{ origin: path, config }];
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
  const sources: Source[] = [];
  for (const file of files) {
    const config = new Empty();
    try {
      config.loadFromFile(file);
    } catch {
      return { path, message: `${file} is not a kubeconfig` };
    }
    sources.push({ origin: file, config });
  }
  return sources;
}

function defaultFiles(): string[] {
  const named = (process.env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

/** The first source that has the context, as kubectl does. */
function chooseContext(
  sources: readonly Source[],
  wanted: string | undefined,
): (Source & { readonly context: string }) | Fault {
  const path = "muelle:context";
  const origin = sources.map((source) => source.origin).join(delimiter);
  const names = new Set(
    sources.flatMap(({ config }) => config.getContexts().map(({ name }) => name)).toSorted(),
  );
  const [only] = names;
  if (only === undefined) return { path, message: `${origin} has no context` };
  if (wanted === undefined && names.size > 1)
    return {
      path,
      message: `${origin} has ${names.size} contexts, and none is chosen: ${[...names].join(", ")}`,
      hint: "pulumi config set muelle:context NAME",
    };
  const context = wanted ?? only;
  const source = sources.find(({ config }) => config.getContextObject(context) !== null);
  if (source !== undefined) return { ...source, context };
  return {
    path,
    message: `no such context in ${origin}: ${context}`,
    hint: `It has: ${[...names].join(", ")}.`,
  };
}
