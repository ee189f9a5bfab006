import type { CoreV1Api, V1PersistentVolumeClaim } from "@kubernetes/client-node";
import type { ClaimFacts } from "./claim-facts.ts";

/** The claims of some namespaces. */
export async function readClaims(
  core: CoreV1Api,
  namespaces: readonly string[],
): Promise<readonly ClaimFacts[]> {
  const lists = await Promise.all(
    namespaces.map((namespace) => core.listNamespacedPersistentVolumeClaim({ namespace })),
  );
  // What is going away already is nothing that could be found again.
  return lists.flatMap(({ items }) =>
    items.filter(({ metadata }) => metadata?.deletionTimestamp === undefined).map(asFacts),
  );
}

function asFacts({ metadata, spec }: V1PersistentVolumeClaim): ClaimFacts {
  return {
    name: metadata?.name ?? "",
    namespace: metadata?.namespace ?? "",
    labels: metadata?.labels ?? {},
    created: metadata?.creationTimestamp,
    accessModes: spec?.accessModes ?? [],
    storageClass: spec?.storageClassName,
    size: bytesOf(spec?.resources?.requests?.["storage"]),
  };
}

const FACTORS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Reads Kubernetes' notation of an amount: `1Gi`, `500M`. */
export function bytesOf(quantity: string | undefined): number | undefined {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([kMGT]|[KMGT]i)?$/.exec(quantity ?? "") ?? [];
  const factor = FACTORS[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
