import type { types } from "@pulumi/kubernetes";
import { selectorLabels } from "../labels.ts";
import { mostReplicas, type WorkloadPlan } from "./plan.ts";

/** Replicas spread over zones and nodes as far as there is room; a single one has nothing to spread. */
export function topologySpread(plan: WorkloadPlan): types.input.core.v1.TopologySpreadConstraint[] {
  if (plan.kind === "Job" || mostReplicas(plan.service) < 2) return [];
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { ...selectorLabels(plan.identity, plan.service.name) } },
    // Otherwise the replicas that an update is about to remove count as well.
    ...(plan.kind === "Deployment" ? { matchLabelKeys: ["pod-template-hash"] } : {}),
  }));
}
