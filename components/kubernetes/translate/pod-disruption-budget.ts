import type { types } from "@pulumi/kubernetes";
import { selectorLabels } from "../labels.ts";
import { metadata } from "./metadata.ts";
import { fewestReplicas, type WorkloadBindings, type WorkloadPlan } from "./plan.ts";

/** Lets a node be emptied one replica at a time; undefined for a single one, which would keep the node from it. */
export function translateDisruptionBudget(
  { identity, service, kind }: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
): types.input.policy.v1.PodDisruptionBudget | undefined {
  if (kind === "Job" || fewestReplicas(service) < 2) return undefined;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    spec: {
      maxUnavailable: 1,
      // A replica that does not work protects nobody.
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: { ...selectorLabels(identity, service.name) } },
    },
  };
}
