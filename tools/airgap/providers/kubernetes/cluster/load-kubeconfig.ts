import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import type { ProviderConfig } from "./provider-config.ts";

/** The settings that say which cluster it is. */
export type ClusterChoice = Pick<ProviderConfig, "kubeconfig" | "context" | "cluster">;

/**
 * Reads the kubeconfig that the provider's configuration gives as content or path, else the usual one, and picks the
 * context and the cluster. @throws where there is none, it is no kubeconfig, or it has no such context or cluster; the
 * message never quotes its content, which is secret
 */
export async function loadKubeconfig(choice: ClusterChoice): Promise<KubeConfig> {
  // A third of a second that a plugin which is only asked for its schema need not pay.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  const given = choice.kubeconfig;
  if (given !== undefined && isContent(given)) loadContent(config, given);
  else loadFiles(config, given === undefined ? usualFiles() : split(given), () => new KubeConfig());
  pick(config, choice);
  return config;
}

function isContent(kubeconfig: string): boolean {
  return /^\s*\{|\n/.test(kubeconfig);
}

function loadContent(config: KubeConfig, content: string): void {
  const none = "kubernetes:kubeconfig is neither a file nor a kubeconfig";
  load(config, none, () => {
    config.loadFromString(content);
  });
}

function loadFiles(config: KubeConfig, candidates: readonly string[], empty: () => KubeConfig): void {
  const files = candidates.filter((file) => existsSync(file));
  if (files.length === 0) {
    throw new Error(
      `there is no kubeconfig at ${candidates.join(" or ")}; set kubernetes:kubeconfig or KUBECONFIG to where it is`,
    );
  }
  for (const file of files) {
    const next = empty();
    load(next, `${file} is none`, () => {
      next.loadFromFile(file);
    });
    merge(config, next);
  }
}

function load(config: KubeConfig, none: string, read: () => void): void {
  try {
    read();
  } catch {
    // The parser's own message quotes what it was given.
    throw new Error(`failed to parse the kubeconfig: ${none}`);
  }
  if (config.getContexts().length === 0) throw new Error(`failed to parse the kubeconfig: ${none}`);
}

/** As kubectl does: where two files name the same thing, the first one counts. The library's own merge gives up then. */
function merge(config: KubeConfig, next: KubeConfig): void {
  config.clusters = firsts(config.getClusters(), next.getClusters());
  config.users = firsts(config.getUsers(), next.getUsers());
  config.contexts = firsts(config.getContexts(), next.getContexts());
  if (!config.getCurrentContext()) config.setCurrentContext(next.getCurrentContext());
}

function firsts<Named extends { readonly name: string }>(known: Named[] | undefined, more: Named[]): Named[] {
  const names = new Set(known?.map(({ name }) => name));
  return [...(known ?? []), ...more.filter(({ name }) => !names.has(name))];
}

function usualFiles(): readonly string[] {
  const named = split(process.env["KUBECONFIG"] ?? "");
  return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

function split(paths: string): readonly string[] {
  return paths
    .split(delimiter)
    .filter((path) => path !== "")
    .map((path) => path.replace(/^~(?=\/)/, homedir()));
}

function pick(config: KubeConfig, { context, cluster }: ClusterChoice): void {
  if (context !== undefined) {
    const names = config.getContexts().map(({ name }) => name);
    if (!names.includes(context)) throw new Error(noSuch("context", context, names));
    config.setCurrentContext(context);
  }
  if (cluster !== undefined) {
    const names = config.getClusters().map(({ name }) => name);
    if (!names.includes(cluster)) throw new Error(noSuch("cluster", cluster, names));
    const current = config.getCurrentContext();
    config.contexts = config.contexts.map((entry) =>
      entry.name === current ? { ...entry, cluster } : entry,
    );
  }
  if (config.getCurrentCluster() === null) {
    throw new Error("the kubeconfig has no current context with a cluster; set kubernetes:context");
  }
}

function noSuch(what: string, name: string, names: readonly string[]): string {
  return `the kubeconfig has no ${what} ${name}; it has ${names.length === 0 ? "none" : names.join(", ")}`;
}
