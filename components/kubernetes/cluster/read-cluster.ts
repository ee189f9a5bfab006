import type {
  ApiException,
  CoreV1Api,
  CustomObjectsApi,
  KubernetesListObject,
  KubernetesObject,
} from "@kubernetes/client-node";
import type { Fault } from "../../application/index.ts";
import type { Identity } from "../labels.ts";
import { readClaims } from "../volumes/read-claims.ts";
import type { Classes, ClusterFacts } from "./cluster-facts.ts";
import type { Cluster } from "./find-cluster.ts";

/** What to look for. */
export interface Wanted {
  /** Whose the stack is. */
  readonly identity: Identity;
  /** The stack's namespace. */
  readonly namespace: string;
  /** Whether that is the user's own choice, and no other namespace with the stack's labels is meant. */
  readonly isChosen: boolean;
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
  const namespaces = await ownNamespaces(core, wanted);
  const namespaceName = wanted.isChosen
    ? wanted.namespace
    : (namespaces.find((name) => name === wanted.namespace) ?? namespaces[0] ?? wanted.namespace);
  const labels = async (name: string): Promise<Record<string, string> | undefined> => {
    const namespace = await unlessStatus(core.readNamespace({ name }), [404]);
    return namespace === undefined ? undefined : (namespace.metadata?.labels ?? {});
  };
  const [system, storage, ingress, gateway, namespace, ingressNamespace, claims] = await Promise.all([
    unlessStatus(core.readNamespace({ name: "kube-system" }), [403, 404]),
    unlessStatus(config.makeApiClient(client.StorageV1Api).listStorageClass(), [403]),
    unlessStatus(config.makeApiClient(client.NetworkingV1Api).listIngressClass(), [403]),
    groups.includes("gateway.networking.k8s.io")
      ? gatewayClasses(config.makeApiClient(client.CustomObjectsApi))
      : undefined,
    unlessStatus(labels(namespaceName), [403]),
    wanted.ingressNamespace === undefined ? undefined : unlessStatus(labels(wanted.ingressNamespace), [403]),
    unlessStatus(readClaims(core, [...new Set([namespaceName, ...namespaces])]), [403]),
  ]);
  return {
    id: system?.metadata?.uid,
    minorVersion: Number.parseInt(version.minor, 10),
    storageClasses: storage && classes(storage, "storageclass.kubernetes.io/is-default-class"),
    expandableClasses: storage?.items
      .filter(({ allowVolumeExpansion }) => allowVolumeExpansion === true)
      .flatMap(({ metadata }) => metadata?.name ?? []),
    namespaceName,
    claims,
    ingressClasses: ingress && classes(ingress, "ingressclass.kubernetes.io/is-default-class"),
    gatewayClasses: gateway,
    apiGroups: groups,
    namespace,
    ingressNamespace: wanted.ingressNamespace === undefined ? undefined : ingressNamespace !== undefined,
  };
}

/** Names of the namespaces with the stack's labels, sorted; none where they may not be listed. */
async function ownNamespaces(core: CoreV1Api, { identity }: Wanted): Promise<readonly string[]> {
  const labelSelector = `muelle.application=${identity.application},muelle.stack=${identity.stack}`;
  const list = await unlessStatus(core.listNamespace({ labelSelector }), [403]);
  return (list?.items ?? [])
    .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
    .flatMap(({ metadata }) => metadata?.name ?? [])
    .sort();
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
