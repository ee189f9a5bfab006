/** What a machine offers to Pulumi and to what runs beside it. It goes from one program to another as JSON. */
export interface Environment {
  /** Folders with programs, to be put before the PATH. */
  readonly path: readonly string[];
  /** Variables to be set. */
  readonly variables: Readonly<Record<string, string>>;
  /** What is not the official thing, in one line. @default - everything is */
  readonly substitutes?: string;
  /** What the user should know, a line each. */
  readonly notes: readonly string[];
  /** By each folder of a policy pack that was asked for, the one that Pulumi is to be given. */
  readonly policyPacks: Readonly<Record<string, string>>;
  /** The Kubernetes that was brought up on this machine. @default - there is none */
  readonly cluster?: LocalCluster;
}

/** A Kubernetes on this machine, as a stack needs to know it. */
export interface LocalCluster {
  /** The file that describes it. */
  readonly kubeconfig: string;
  /** Its context in that file. */
  readonly context: string;
  readonly ingressClass: string;
  /** Where its Ingress answers on this machine. */
  readonly ingressPort: number;
  /** Where it gets images from, `127.0.0.1:5000`. @default - there is no registry */
  readonly registry?: string;
}
