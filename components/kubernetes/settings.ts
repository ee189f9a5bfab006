/** How a volume may be mounted. */
export type AccessMode = "ReadWriteOnce" | "ReadWriteMany" | "ReadWriteOncePod";

/** What the stack's configuration says of one volume. */
export interface VolumeSettings {
  /** @default "ReadWriteOnce" */
  readonly accessMode?: AccessMode;
  /** @default - the storage class of all volumes */
  readonly storageClass?: string;
}

/** What differs between clusters and is no part of the application. */
export interface KubernetesSettings {
  /** How routes are opened: by an Ingress each, by a Gateway with HTTPRoutes, or not at all. */
  readonly ingress: "ingress" | "gateway" | "none";
  /** Class of the Ingress or Gateway; undefined: the cluster's default Ingress class. */
  readonly ingressClass: string | undefined;
  /** Namespace of the controller's pods; undefined: routed ports are open to everyone. */
  readonly ingressNamespace: string | undefined;
  /** Port at which the world reaches the controller; undefined: 80, and 443 with TLS. It is in the url alone. */
  readonly ingressPort: number | undefined;
  /** Further annotations of each Ingress, or of the Gateway. */
  readonly ingressAnnotations: Readonly<Record<string, string>>;
  /** Wait until the controller has published an address for each Ingress. */
  readonly ingressAwait: boolean;
  /** Storage class of all volumes; undefined: the cluster's default. */
  readonly storageClass: string | undefined;
  /** Settings of single volumes by name. */
  readonly volumes: Readonly<Record<string, VolumeSettings>>;
  /** Seconds that a rollout may go without a further replica becoming ready; undefined: by the health check. */
  readonly progressDeadlineSeconds: number | undefined;
  /** Networks beyond the public internet that services may reach, in CIDR notation. */
  readonly egress: readonly string[];
  /** Reference of a busybox image: it waits for dependencies. */
  readonly toolbox: string;
}

/** The settings of a stack that says nothing. */
export const defaultSettings: KubernetesSettings = Object.freeze({
  ingress: "ingress",
  ingressClass: undefined,
  ingressNamespace: undefined,
  ingressPort: undefined,
  ingressAnnotations: {},
  ingressAwait: true,
  storageClass: undefined,
  volumes: {},
  progressDeadlineSeconds: undefined,
  egress: [],
  toolbox: "busybox:1.37-musl",
});
