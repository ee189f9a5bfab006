import { ANNOTATION } from "../manifest/annotations.ts";
import { annotationOf, isAnnotated, kindOf, type Manifest } from "../manifest/manifest.ts";
import { customResourceDefinition } from "./custom-resource-definition.ts";
import { daemonSet } from "./daemon-set.ts";
import { deployment } from "./deployment.ts";
import { ingress } from "./ingress.ts";
import { job } from "./job.ts";
import { namespace } from "./namespace.ts";
import { persistentVolumeClaim } from "./persistent-volume-claim.ts";
import { persistentVolume } from "./persistent-volume.ts";
import { pod } from "./pod.ts";
import { service } from "./service.ts";
import { statefulSet } from "./stateful-set.ts";
import type { Judge } from "./verdict.ts";
import { waitFor } from "./wait-for.ts";

/** The kinds that are waited for; all others are ready as soon as they exist, as in the real provider. */
const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ["apps/v1/DaemonSet", daemonSet],
  ["apps/v1/Deployment", deployment],
  ["apps/v1/StatefulSet", statefulSet],
  ["apiextensions.k8s.io/v1/CustomResourceDefinition", customResourceDefinition],
  ["batch/v1/Job", job],
  ["networking.k8s.io/v1/Ingress", ingress],
  ["v1/Namespace", namespace],
  ["v1/PersistentVolume", persistentVolume],
  ["v1/PersistentVolumeClaim", persistentVolumeClaim],
  ["v1/Pod", pod],
  ["v1/Service", service],
]);

/** Who decides whether the object is ready; undefined where nobody waits for it. The annotations win over the kind. */
export function judgeOf(inputs: Manifest): Judge | undefined {
  if (isAnnotated(inputs, ANNOTATION.skipAwait)) return undefined;
  const wanted = annotationOf(inputs, ANNOTATION.waitFor);
  if (wanted !== undefined) return waitFor(wanted);
  const { apiVersion, kind } = kindOf(inputs);
  return JUDGES.get(`${apiVersion}/${kind}`);
}
