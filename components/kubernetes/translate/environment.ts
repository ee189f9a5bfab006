import type { types } from "@pulumi/kubernetes";
import { bound } from "../../application/bound.ts";
import { mapInput } from "../../application/deferred.ts";
import type { Service } from "../../application/index.ts";
import { literal } from "./literal.ts";
import type { WorkloadBindings } from "./plan.ts";

/**
 * The variables of a service's container. One that comes from a secret names the Secret, which is another one when its
 * value changes, and so the pods are replaced.
 */
export function translateEnvironment(
  { environment }: Service,
  { secret }: Pick<WorkloadBindings, "secret">,
): types.input.core.v1.EnvVar[] {
  return Object.entries(environment).map(([name, variable]) => {
    if (variable.type === "value") return { name, value: mapInput(variable.value, literal) };
    const key = variable.secret;
    return { name, valueFrom: { secretKeyRef: { name: bound({ secret }, "secret", "name of the"), key } } };
  });
}
