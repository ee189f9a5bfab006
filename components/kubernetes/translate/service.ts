import type { types } from "@pulumi/kubernetes";
import { selectorLabels } from "../labels.ts";
import { traefikServiceAnnotations } from "./ingress-controllers.ts";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { servicePorts } from "./pod-template.ts";
import { isServiceName } from "./settings.ts";

/** The service's other names on the network: a Service for each that can be one, where it is reached at all. */
export function translateAliases(
  plan: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
): readonly { readonly alias: string; readonly manifest: types.input.core.v1.Service }[] {
  const manifest = translateService(plan, bindings);
  if (manifest === undefined) return [];
  return plan.service.aliases.filter(isServiceName).map((alias) => ({
    alias,
    manifest: {
      ...manifest,
      metadata: metadata({
        identity: plan.identity,
        namespace: bindings.namespace,
        service: plan.service.name,
        name: alias,
        annotations: { "pulumi.com/skipAwait": "true" },
      }),
    },
  }));
}

/** The service's name on the network; undefined where nobody may reach it. */
export function translateService(
  plan: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
): types.input.core.v1.Service | undefined {
  const { identity, service, kind, settings } = plan;
  const ports = servicePorts(service);
  if (kind === "Job" || (kind === "Deployment" && ports.length === 0)) return undefined;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
      annotations: {
        ...traefikServiceAnnotations(service, settings),
        // Its pods are waited for anyway. Pulumi does a few things at a time, and Services that wait for pods would
        // keep the pods from being made.
        "pulumi.com/skipAwait": "true",
      },
    }),
    spec: {
      type: "ClusterIP",
      // A StatefulSet's pods are reached themselves, so that a client never holds on to one that was replaced.
      ...(kind === "StatefulSet" ? { clusterIP: "None" } : {}),
      selector: { ...selectorLabels(identity, service.name) },
      ...(ports.length === 0
        ? {}
        : { ports: ports.map(({ name, port, protocol }) => ({ name, port, targetPort: port, protocol })) }),
    },
  };
}
