import type { types } from "@pulumi/kubernetes";
import type { Volume } from "../../application/index.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import { metadata } from "./metadata.ts";
import { optional } from "./optional.ts";
import type { WorkloadBindings } from "./plan.ts";
import { byteQuantity } from "./quantity.ts";

/** A named volume. */
export function translateClaim(
  identity: Identity,
  volume: Volume,
  settings: KubernetesSettings,
  bindings: Pick<WorkloadBindings, "namespace"> & { readonly name?: string },
): types.input.core.v1.PersistentVolumeClaim {
  const own = settings.volumes[volume.name];
  return {
    metadata: metadata({ identity, namespace: bindings.namespace, name: bindings.name ?? volume.name }),
    spec: {
      accessModes: [own?.accessMode ?? "ReadWriteOnce"],
      ...optional("storageClassName", own?.storageClass ?? settings.storageClass),
      resources: { requests: { storage: byteQuantity(volume.size) } },
    },
  };
}
