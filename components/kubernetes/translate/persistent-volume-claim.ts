import type { types } from "@pulumi/kubernetes";
import type { Volume } from "../../application/index.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import { metadata } from "./metadata.ts";
import { optional } from "./optional.ts";
import type { WorkloadBindings } from "./plan.ts";
import { byteQuantity } from "./quantity.ts";

/**
 * The provider's wait for a claim that it creates does not end where the claim is there already and bound. Pods wait
 * for their claims anyway, and their trouble is told.
 */
const BOUND_BY_PODS = { "pulumi.com/skipAwait": "true" } as const;

/** A named volume. */
export function translateClaim(
  identity: Identity,
  volume: Volume,
  settings: KubernetesSettings,
  bindings: Pick<WorkloadBindings, "namespace"> & { readonly name?: string },
): types.input.core.v1.PersistentVolumeClaim {
  const own = settings.volumes[volume.name];
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      name: bindings.name ?? volume.name,
      annotations: BOUND_BY_PODS,
    }),
    spec: {
      accessModes: [own?.accessMode ?? "ReadWriteOnce"],
      ...optional("storageClassName", own?.storageClass ?? settings.storageClass),
      resources: { requests: { storage: byteQuantity(volume.size) } },
    },
  };
}
