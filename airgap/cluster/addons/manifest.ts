/** An object for the API server, which checks all of it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Labels;
    readonly annotations?: Labels;
  };
  readonly [field: string]: unknown;
}

export type Labels = Readonly<Record<string, string>>;

/** A program of the cluster that runs in pods. */
export interface Addon {
  readonly namespace: string;
  /** The Deployment that must be available. */
  readonly deployment: string;
  readonly manifests: readonly Manifest[];
}

/** Ports below 1024 without root and without a capability. */
export const UNPRIVILEGED_PORTS = { name: "net.ipv4.ip_unprivileged_port_start", value: "0" } as const;

/** What an addon's Deployment of one pod is made from. */
export interface AddonDeploymentArgs {
  readonly name: string;
  readonly namespace: string;
  /** By digest. */
  readonly image: string;
  readonly args: readonly string[];
  readonly ports: readonly Readonly<Record<string, unknown>>[];
  /** @default - none: the container is ready when it runs */
  readonly readinessProbe?: Readonly<Record<string, unknown>>;
  readonly env?: readonly Readonly<Record<string, unknown>>[];
  readonly volumes?: readonly Readonly<Record<string, unknown>>[];
  readonly volumeMounts?: readonly Readonly<Record<string, unknown>>[];
  /** Fields of the pod. @default - none */
  readonly pod?: Readonly<Record<string, unknown>>;
  /** Kernel settings of the pod. @default - the machine's */
  readonly sysctls?: readonly { readonly name: string; readonly value: string }[];
}

/** A Deployment of one hardened pod. It is stopped before it is replaced, as it may own a port of the host. */
export function addonDeployment(args: AddonDeploymentArgs): Manifest {
  const labels = labelsOf(args.name);
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: args.name, namespace: args.namespace, labels },
    spec: {
      replicas: 1,
      strategy: { type: "Recreate" },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: args.name,
          priorityClassName: "system-cluster-critical",
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65_532,
            seccompProfile: { type: "RuntimeDefault" },
            sysctls: args.sysctls ?? [],
          },
          ...args.pod,
          volumes: args.volumes ?? [],
          containers: [
            {
              name: args.name,
              image: args.image,
              args: args.args,
              ports: args.ports,
              env: args.env ?? [],
              volumeMounts: args.volumeMounts ?? [],
              ...(args.readinessProbe === undefined
                ? {}
                : { readinessProbe: { periodSeconds: 1, ...args.readinessProbe } }),
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
            },
          ],
        },
      },
    },
  };
}

/** The recommended label, by which the addon's pods are found. */
export function labelsOf(name: string): Labels {
  return { "app.kubernetes.io/name": name };
}

/** A ServiceAccount with a ClusterRole of its own. */
export function addonAccount(
  name: string,
  namespace: string,
  rules: readonly Readonly<Record<string, unknown>>[],
): readonly Manifest[] {
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } },
    { apiVersion: RBAC, kind: "ClusterRole", metadata: { name: `muelle:${name}` }, rules },
    {
      apiVersion: RBAC,
      kind: "ClusterRoleBinding",
      metadata: { name: `muelle:${name}` },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: `muelle:${name}` },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    },
  ];
}

const RBAC = "rbac.authorization.k8s.io/v1";
