import type { ImageArgs } from "@pulumi/docker-build";
import type * as kubernetes from "@pulumi/kubernetes";
import type { Transform } from "../transform/index.ts";

/**
 * Changes of what a `KubernetesStack` creates, one function for each kind of child. Each gets the arguments that Muelle
 * would create the child with and returns those that it is created with. Names, selectors and the labels that
 * selectors name are how the objects find one another: leave them as they are.
 * @example
 * const transform: KubernetesTransforms = {
 *   service: (args) => ({ ...args, spec: { ...plain(args.spec), internalTrafficPolicy: "Local" } }),
 *   ingress: (args, { service }) => {
 *     if (service?.name !== "admin") return args;
 *     const metadata = plain(args.metadata);
 *     const annotations = { ...plain(metadata.annotations), "cert-manager.io/cluster-issuer": "internal" };
 *     return { ...args, metadata: { ...metadata, annotations } };
 *   },
 * };
 */
export interface KubernetesTransforms {
  /** The namespace: further labels, another level of Pod Security. @default - none */
  readonly namespace?: Transform<kubernetes.core.v1.NamespaceArgs>;
  /** A service whose new replicas start before the old go: sidecars, node selectors, tolerations. @default - none */
  readonly deployment?: Transform<kubernetes.apps.v1.DeploymentArgs>;
  /**
   * A service that alone writes to its volumes. The cluster changes little of it in place: another `serviceName`,
   * selector or claim template replaces it. @default - none
   */
  readonly statefulSet?: Transform<kubernetes.apps.v1.StatefulSetArgs>;
  /** A service that runs to its end. A Job cannot change: each change of it runs it again. @default - none */
  readonly job?: Transform<kubernetes.batch.v1.JobArgs>;
  /** The name of a service on the network: another type, traffic policies, annotations. @default - none */
  readonly service?: Transform<kubernetes.core.v1.ServiceArgs>;
  /** The account of a service: annotations that give it a role in a cloud. @default - none */
  readonly serviceAccount?: Transform<kubernetes.core.v1.ServiceAccountArgs>;
  /** What scales a service: further metrics, behaviour. @default - none */
  readonly horizontalPodAutoscaler?: Transform<kubernetes.autoscaling.v2.HorizontalPodAutoscalerArgs>;
  /** How many replicas of a service may be missing while nodes are emptied. @default - none */
  readonly podDisruptionBudget?: Transform<kubernetes.policy.v1.PodDisruptionBudgetArgs>;
  /** Who may reach a service and what it may reach; without a service: the rule that denies the rest. @default - none */
  readonly networkPolicy?: Transform<kubernetes.networking.v1.NetworkPolicyArgs>;
  /** The secrets of a service; without a service: the account with which images are pulled. @default - none */
  readonly secret?: Transform<kubernetes.core.v1.SecretArgs>;
  /** The configuration files of a service, or a bind mount of the first service that has it. @default - none */
  readonly configMap?: Transform<kubernetes.core.v1.ConfigMapArgs>;
  /**
   * A named volume: labels for backups, a source to fill it from. What cannot change in a claim replaces it, and what
   * the volume holds is lost. @default - none
   */
  readonly persistentVolumeClaim?: Transform<kubernetes.core.v1.PersistentVolumeClaimArgs>;
  /** The route of a service by an Ingress. @default - none */
  readonly ingress?: Transform<kubernetes.networking.v1.IngressArgs>;
  /** The Gateway of all routes: further listeners, addresses. @default - none */
  readonly gateway?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
  /** The route of a service through the Gateway: filters, further rules. @default - none */
  readonly httpRoute?: Transform<kubernetes.apiextensions.CustomResourceArgs>;
  /**
   * An image that is built: build options that `build` has no field for, such as `ssh`, `addHosts` or `network`. The tag
   * comes from `build`, without what is changed here: leave `tags` as they are, and say what is in the image in
   * `build`. @default - none
   */
  readonly image?: Transform<ImageArgs>;
}
