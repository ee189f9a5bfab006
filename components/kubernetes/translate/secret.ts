import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { bound } from "../../application/bound.ts";
import { secretsAtRunTime } from "../../application/secrets-at-run-time.ts";
import type { Identity } from "../labels.ts";
import { metadata } from "./metadata.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";

/**
 * The secrets that a service gets as files or variables, undefined where it has none. It has no fixed name and cannot change: a new value is a new
 * Secret, which the pods name, and so they are replaced one after the other.
 */
export function translateSecret(
  { identity, service }: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
  values: Readonly<Record<string, pulumi.Input<string>>>,
): types.input.core.v1.Secret | undefined {
  const names = secretsAtRunTime(service);
  if (names.length === 0) return undefined;
  return {
    metadata: metadata({ identity, namespace: bindings.namespace, service: service.name }),
    type: "Opaque",
    immutable: true,
    data: Object.fromEntries(
      names.map((name) => [name, encoded(bound(values, name, "value of the secret"))]),
    ),
  };
}

/** What Kubernetes needs to pull images from private registries. */
export function translatePullSecret(
  identity: Identity,
  bindings: Pick<WorkloadBindings, "namespace">,
  dockerConfig: pulumi.Input<string>,
): types.input.core.v1.Secret {
  return {
    metadata: metadata({ identity, namespace: bindings.namespace }),
    type: "kubernetes.io/dockerconfigjson",
    immutable: true,
    data: { ".dockerconfigjson": encoded(dockerConfig) },
  };
}

function encoded(value: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.secret(value).apply((text) => Buffer.from(text, "utf8").toString("base64"));
}
