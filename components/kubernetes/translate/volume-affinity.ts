import type { types } from "@pulumi/kubernetes";
import type { WorkloadPlan } from "./plan.ts";

/** The label of all pods with a volume that one node alone can mount. */
export function volumeLabel(volume: string): string {
  return `muelle.volume.${volume}`;
}

/** Labels of a pod by which the others find its node. */
export function volumeLabels({ onOneNode }: WorkloadPlan): Record<string, string> {
  return Object.fromEntries(onOneNode.map((volume) => [volumeLabel(volume), "mounted"]));
}

/** All pods with such a volume go to the node of the first; on another one, they could not mount it. */
export function volumeAffinity({
  onOneNode,
  identity,
}: WorkloadPlan): types.input.core.v1.Affinity | undefined {
  if (onOneNode.length === 0) return undefined;
  const instance = { "app.kubernetes.io/instance": `${identity.application}-${identity.stack}` };
  return {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: onOneNode.map((volume) => ({
        topologyKey: "kubernetes.io/hostname",
        labelSelector: { matchLabels: { ...instance, [volumeLabel(volume)]: "mounted" } },
      })),
    },
  };
}
