import { setTimeout as sleep } from "node:timers/promises";
import type { AppsV1Api, V1Deployment, V1StatefulSet } from "@kubernetes/client-node";
import { MuelleError } from "../../../components/application/errors.ts";

/** Between two looks at a workload, in milliseconds. */
const PAUSE = 500;

/** What is restarted. */
export interface Restarted {
  readonly kind: "Deployment" | "StatefulSet";
  readonly name: string;
  readonly namespace: string;
}

/** Replaces the pods of a workload by the same again, as an update would, and waits until the new ones serve. */
export async function restartWorkload(apps: AppsV1Api, workload: Restarted): Promise<void> {
  const { PatchStrategy, setHeaderOptions } = await import("@kubernetes/client-node");
  const { kind, name, namespace } = workload;
  // The annotation that `kubectl rollout restart` uses. It is no field of Pulumi's, which leaves it alone.
  const annotations = { "kubectl.kubernetes.io/restartedAt": new Date().toISOString() };
  const patch = { name, namespace, body: { spec: { template: { metadata: { annotations } } } } };
  const options = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);
  if (kind === "Deployment") await apps.patchNamespacedDeployment(patch, options);
  else await apps.patchNamespacedStatefulSet(patch, options);
  for (;;) {
    const now =
      kind === "Deployment"
        ? await apps.readNamespacedDeployment({ name, namespace })
        : await apps.readNamespacedStatefulSet({ name, namespace });
    if (isRolledOut(now)) return;
    const failure = now.status?.conditions?.find(
      ({ type, status }) => type === "Progressing" && status === "False",
    );
    if (failure !== undefined)
      throw new MuelleError("The service did not come up again.", [
        {
          path: name,
          message: failure.message ?? "its new pods do not become ready",
          hint: `The old pods serve on. See what the new ones say: muelle logs ${name}`,
        },
      ]);
    await sleep(PAUSE);
  }
}

/** Whether all replicas are of the newest version and serve. */
export function isRolledOut({ metadata, spec, status }: V1Deployment | V1StatefulSet): boolean {
  const wanted = spec?.replicas ?? 1;
  return (
    (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    (status?.updatedReplicas ?? 0) === wanted &&
    (status?.replicas ?? 0) === wanted &&
    (status?.availableReplicas ?? 0) === wanted
  );
}
