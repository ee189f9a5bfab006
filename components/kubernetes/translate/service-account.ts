import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";

/**
 * A service's own account, with no right and no token. The credentials of registries hang on it rather than on the
 * pods, so that a new password replaces no pod.
 */
export function translateServiceAccount(
  { identity, service }: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
  pullSecrets: readonly Input<string>[] = [],
): types.input.core.v1.ServiceAccount {
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    automountServiceAccountToken: false,
    ...(pullSecrets.length === 0 ? {} : { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
  };
}
