import type { Log } from "../../kit/index.ts";
import { textAt } from "../manifest/at.ts";
import { Api, reasonOf } from "./api.ts";
import { Kinds } from "./kinds.ts";
import { loadKubeconfig } from "./load-kubeconfig.ts";
import type { ProviderConfig } from "./provider-config.ts";

/** A cluster that answers. */
export interface Cluster {
  readonly api: Api;
  readonly kinds: Kinds;
}

/** What the provider works with: its settings, and the cluster or why there is none. */
export interface Connection {
  readonly settings: ProviderConfig;
  /** Where objects go that name no namespace. */
  readonly defaultNamespace: string;
  readonly cluster: Cluster | undefined;
  /** Why there is no cluster; empty where there is one. */
  readonly unreachable: string;
}

/**
 * Looks whether the cluster answers. One that does not is no error yet, as in the real provider: its resources can
 * still be taken out of the state.
 */
export async function connect(settings: ProviderConfig, log: Log): Promise<Connection> {
  try {
    const config = await loadKubeconfig(settings);
    const context = config.getContextObject(config.getCurrentContext());
    const defaultNamespace = settings.namespace ?? context?.namespace ?? "default";
    const api = new Api(config, await import("@kubernetes/client-node"));
    const unreachable = await answer(api, log);
    const cluster = unreachable === "" ? { api, kinds: new Kinds(api) } : undefined;
    return { settings, defaultNamespace, cluster, unreachable };
  } catch (error) {
    return {
      settings,
      defaultNamespace: settings.namespace ?? "default",
      cluster: undefined,
      unreachable: reasonOf(error),
    };
  }
}

/** How long the cluster may take to answer at first. */
const CONNECT_MS = 15_000;

async function answer(api: Api, log: Log): Promise<string> {
  try {
    const signal = AbortSignal.timeout(CONNECT_MS);
    const { body } = await api.request({ method: "GET", path: "/version", signal, retry: false });
    log.debug(`connected to Kubernetes ${textAt(body, "gitVersion") ?? ""} at ${api.server}`);
    return "";
  } catch (error) {
    return `unable to load the version of the API server at ${api.server}: ${reasonOf(error)}`;
  }
}

/** The cluster. @throws where it does not answer */
export function reachable({ cluster, unreachable }: Connection): Cluster {
  if (cluster !== undefined) return cluster;
  throw new Error(`configured Kubernetes cluster is unreachable: ${unreachable}`);
}
