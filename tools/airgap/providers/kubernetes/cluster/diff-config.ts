import { hasUnknown, type ConfigDiff, type Properties } from "../../kit/index.ts";
import { canonicalText } from "../../kit/value.ts";
import { textAt } from "../manifest/at.ts";
import { loadKubeconfig } from "./load-kubeconfig.ts";

/** The settings that may lead to another cluster. */
const CHOICE = ["kubeconfig", "context", "cluster"];

/**
 * Whether the provider leads to another cluster, on which everything has to be created anew. With a `clusterIdentifier`
 * that alone says so. Without one the clusters of the kubeconfigs are compared; another path, user or token to the same
 * cluster changes nothing.
 */
export async function diffConfig(olds: Properties, news: Properties): Promise<ConfigDiff> {
  const differs = (name: string): boolean => canonicalText(olds[name]) !== canonicalText(news[name]);
  const changed = canonicalText(olds) !== canonicalText(news);
  const [before, after] = [olds, news].map((config) => textAt(config, "clusterIdentifier"));
  if (before !== undefined && after !== undefined) {
    return { changed, replaces: before === after ? [] : ["clusterIdentifier"] };
  }
  const unknown = CHOICE.filter((name) => hasUnknown(news[name]));
  if (unknown.length > 0) return { changed, replaces: unknown };
  const [from, to] = await Promise.all([clusterOf(olds), clusterOf(news)]);
  const moved = from !== undefined && to !== undefined && from !== to;
  return { changed, replaces: moved ? CHOICE.filter(differs) : [] };
}

/** The cluster's address and certificate as one text; undefined where the kubeconfig cannot be read now. */
async function clusterOf(config: Properties): Promise<string | undefined> {
  const [kubeconfig, context, cluster] = CHOICE.map((name) => textAt(config, name));
  try {
    const { server, caData, caFile, skipTLSVerify } =
      (await loadKubeconfig({ kubeconfig, context, cluster })).getCurrentCluster() ?? {};
    return JSON.stringify([server, caData, caFile, skipTLSVerify]);
  } catch {
    // The connection says what is wrong with it.
    return undefined;
  }
}
