import type { types } from "@pulumi/kubernetes";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { podTemplate } from "./pod-template.ts";

/** How often a service that may be restarted is tried. */
const RETRIES = 6;

/** A service that runs to its end. Each change of it is a new Job, since a Job cannot change; and so it runs again. */
export function translateJob(plan: WorkloadPlan, bindings: WorkloadBindings): types.input.batch.v1.Job {
  const { identity, service } = plan;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      // One that failed is run again by the next update.
      annotations: { "pulumi.com/replaceUnready": "true" },
    }),
    spec: {
      completions: service.deploy.replicas,
      parallelism: service.deploy.replicas,
      backoffLimit: service.restart === "no" ? 0 : RETRIES,
      template: podTemplate(plan, bindings),
    },
  };
}
