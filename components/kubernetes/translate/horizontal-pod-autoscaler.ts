import type { types } from "@pulumi/kubernetes";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";

/** What scales a service; undefined where it does not scale. */
export function translateAutoscaler(
  { identity, service, kind }: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
): types.input.autoscaling.v2.HorizontalPodAutoscaler | undefined {
  const { scale } = service;
  if (scale === undefined || kind === "Job") return undefined;
  const watched = [
    ["cpu", scale.cpu],
    ["memory", scale.memory],
  ] as const;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind, name: service.name },
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: watched.flatMap(([name, percent]) =>
        percent === undefined
          ? []
          : [
              {
                type: "Resource",
                resource: { name, target: { type: "Utilization", averageUtilization: percent } },
              },
            ],
      ),
    },
  };
}
