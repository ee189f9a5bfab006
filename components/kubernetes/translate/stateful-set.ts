import type { types } from "@pulumi/kubernetes";
import { selectorLabels } from "../labels.ts";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { podTemplate } from "./pod-template.ts";
import { minReady } from "./timeouts.ts";

/**
 * A service that writes to a volume of its own. A StatefulSet never runs two pods of one name, not even when a node
 * is lost, so nothing writes there twice. The volume is a claim beside it, since one of its own templates could not
 * grow without replacing the set.
 */
export function translateStatefulSet(
  plan: WorkloadPlan,
  bindings: WorkloadBindings,
): types.input.apps.v1.StatefulSet {
  const { identity, service } = plan;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    spec: {
      serviceName: service.name,
      ...(service.scale === undefined ? { replicas: service.deploy.replicas } : {}),
      selector: { matchLabels: { ...selectorLabels(identity, service.name) } },
      // With the other policy a pod that never became ready is not replaced by a version that would.
      podManagementPolicy: "Parallel",
      ...minReady(service),
      updateStrategy: { type: "RollingUpdate" },
      revisionHistoryLimit: 3,
      template: podTemplate(plan, bindings),
    },
  };
}
