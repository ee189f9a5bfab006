import type { types } from "@pulumi/kubernetes";
import { selectorLabels } from "../labels.ts";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { podTemplate } from "./pod-template.ts";
import { minReady, progressDeadline } from "./timeouts.ts";

/** A service that can have more than one replica: its update starts new ones before the old go. */
export function translateDeployment(
  plan: WorkloadPlan,
  bindings: WorkloadBindings,
): types.input.apps.v1.Deployment {
  const { identity, service } = plan;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    spec: {
      // An autoscaler owns the number, and giving one would set it back at every update.
      ...(service.scale === undefined ? { replicas: service.deploy.replicas } : {}),
      selector: { matchLabels: { ...selectorLabels(identity, service.name) } },
      strategy:
        service.deploy.updateConfig.order === "stop-first"
          ? { type: "Recreate" }
          : { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
      revisionHistoryLimit: 3,
      ...minReady(service),
      progressDeadlineSeconds: progressDeadline(plan),
      template: podTemplate(plan, bindings),
    },
  };
}
