import { CoreV1Api, KubeConfig, makeInformer, type V1Pod } from "@kubernetes/client-node";
import { layout } from "../test/support/cluster.ts";

/** How many pods a namespace has. */
export async function podsIn(namespace: string): Promise<number> {
  const { items } = await connect().api.listNamespacedPod({ namespace });
  return items.length;
}

/** Ends as soon as so many pods of a namespace are ready, as the API server tells of them. */
export async function untilReady(namespace: string, pods: number): Promise<void> {
  const { config, api } = connect();
  const ready = new Set<string | undefined>();
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const informer = makeInformer<V1Pod>(config, path, () => api.listNamespacedPod({ namespace }));
  try {
    await new Promise<void>((resolve, reject) => {
      const look = ({ metadata, status }: V1Pod): void => {
        const isReady = status?.conditions?.some(
          (found) => found.type === "Ready" && found.status === "True",
        );
        if (isReady === true) ready.add(metadata?.name);
        if (ready.size === pods) resolve();
      };
      informer.on("add", look);
      informer.on("update", look);
      informer.on("error", reject);
      informer.start().catch(reject);
    });
  } finally {
    await informer.stop();
  }
}

function connect(): { readonly config: KubeConfig; readonly api: CoreV1Api } {
  const config = new KubeConfig();
  config.loadFromFile(layout.kubeconfig);
  return { config, api: config.makeApiClient(CoreV1Api) };
}
