import type { ClaimFacts } from "../volumes/claim-facts.ts";

/** What a cluster tells of itself; undefined where it does not let us see. */
export interface ClusterFacts {
  /** Identity of the cluster for as long as it exists. */
  readonly id: string | undefined;
  /** Minor version of Kubernetes 1. */
  readonly minorVersion: number;
  /** Names of the storage classes, and of the default one. */
  readonly storageClasses: Classes | undefined;
  /** Names of the Ingress classes, and of the default one. */
  readonly ingressClasses: Classes | undefined;
  /** Names of the Gateway classes; undefined where the Gateway API is not installed. */
  readonly gatewayClasses: readonly string[] | undefined;
  /** API groups that are served. */
  readonly apiGroups: readonly string[];
  /** Names of the storage classes whose volumes can grow. */
  readonly expandableClasses: readonly string[] | undefined;
  /** Name of the stack's namespace: as it was asked for, or of the one that carries the stack's labels. */
  readonly namespaceName: string;
  /** The claims in that namespace, and in others that carry the stack's labels. */
  readonly claims: readonly ClaimFacts[] | undefined;
  /** Labels of the stack's namespace; undefined where there is none yet. */
  readonly namespace: Readonly<Record<string, string>> | undefined;
  /** Whether the namespace of the Ingress controller is there; undefined where none is named. */
  readonly ingressNamespace: boolean | undefined;
}

/** Classes of one kind. */
export interface Classes {
  readonly names: readonly string[];
  readonly byDefault: string | undefined;
}
