import type {
  ApiException,
  CustomObjectsApi,
  KubernetesListObject,
  KubernetesObject,
} from "@kubernetes/client-node";
import type { Fault } from "../../application/index.ts";
import type { Classes, ClusterFacts } from "./cluster-facts.ts";
import type { Cluster } from "./find-cluster.ts";

/** What to look for. */
export interface Wanted {
  /** The stack's namespace. */
  readonly namespace: string;
  readonly ingressNamespace: string | undefined;
}

/** A cluster that does not answer within this time counts as unreachable, in milliseconds. */
const TIMEOUT = 10_000;

/** What the cluster tells of itself, or why it does not answer. */
export type ReadCluster =
  | { readonly facts: ClusterFacts; readonly faults: readonly [] }
  | { readonly facts: undefined; readonly faults: readonly Fault[] };

/** Asks the cluster everything that `preflight` decides by. Changes nothing. */
export async function readCluster(cluster: Cluster, wanted: Wanted): Promise<ReadCluster> {
  try {
    return { facts: await inTime(readFacts(cluster, wanted), TIMEOUT), faults: [] };
  } catch (error) {
    return { facts: undefined, faults: [unreachable(cluster, error)] };
  }
}

async function readFacts({ config }: Cluster, wanted: Wanted): Promise<ClusterFacts> {
  const client = await import("@kubernetes/client-node");
  // First and alone: where this fails, so does everything.
  const version = await config.makeApiClient(client.VersionApi).getCode();
  const core = config.makeApiClient(client.CoreV1Api);
  const groups = (await config.makeApiClient(client.ApisApi).getAPIVersions()).groups.map(({ name }) => name);
  const labels = async (name: string): Promise<Record<string, string> | undefined> => {
    const namespace = await unlessStatus(core.readNamespace({ name }), [404]);
    return namespace === undefined ? undefined : (namespace.metadata?.labels ?? {});
  };
  const [system, storage, ingress, gateway, namespace, ingressNamespace] = await Promise.all([
    unlessStatus(core.readNamespace({ name: "kube-system" }), [403, 404]),
    unlessStatus(config.makeApiClient(client.StorageV1Api).listStorageClass(), [403]),
    unlessStatus(config.makeApiClient(client.NetworkingV1Api).listIngressClass(), [403]),
    groups.includes("gateway.networking.k8s.io")
      ? gatewayClasses(config.makeApiClient(client.CustomObjectsApi))
      : undefined,
    unlessStatus(labels(wanted.namespace), [403]),
    wanted.ingressNamespace === undefined ? undefined : unlessStatus(labels(wanted.ingressNamespace), [403]),
  ]);
  return {
    id: system?.metadata?.uid,
    minorVersion: Number.parseInt(version.minor, 10),
    storageClasses: storage && classes(storage, "storageclass.kubernetes.io/is-default-class"),
    ingressClasses: ingress && classes(ingress, "ingressclass.kubernetes.io/is-default-class"),
    gatewayClasses: gateway,
    apiGroups: groups,
    namespace,
    ingressNamespace: wanted.ingressNamespace === undefined ? undefined : ingressNamespace !== undefined,
  };
}

async function gatewayClasses(api: CustomObjectsApi): Promise<readonly string[] | undefined> {
  const list: unknown = await unlessStatus(
    api.listClusterCustomObject({
      group: "gateway.networking.k8s.io",
      version: "v1",
      plural: "gatewayclasses",
    }),
    [404],
  );
  return isList(list) ? list.items.flatMap(({ metadata }) => metadata?.name ?? []) : undefined;
}

function isList(value: unknown): value is KubernetesListObject<KubernetesObject> {
  return typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items);
}

function classes({ items }: KubernetesListObject<KubernetesObject>, annotation: string): Classes {
  const names = items.flatMap(({ metadata }) => metadata?.name ?? []);
  const byDefault = items.find(({ metadata }) => metadata?.annotations?.[annotation] === "true");
  return { names, byDefault: byDefault?.metadata?.name };
}

/** Undefined where the cluster answers with one of these codes: what is not there, or not for us to see. */
async function unlessStatus<T>(answer: Promise<T>, codes: readonly number[]): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isApiException(error) && codes.includes(error.code)) return undefined;
    throw error;
  }
}

function isApiException(error: unknown): error is ApiException<unknown> {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}

async function inTime<T>(promise: Promise<T>, time: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${time / 1000} s`));
    }, time);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function unreachable({ context, server, origin }: Cluster, error: unknown): Fault {
  return {
    path: "muelle:context",
    message: `the cluster at ${server} (context ${context} of ${origin}) does not answer: ${reasonOf(error)}`,
    hint: `Try: kubectl --context ${context} get nodes`,
  };
}

/** The innermost cause says more than "fetch failed"; a whole answer of the server says too much. */
function reasonOf(error: unknown): string {
  if (isApiException(error)) return `status ${error.code}`;
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
