import type { ClusterLayout } from "../layout.ts";

/** How it is seen that a component works. */
export type Probe =
  | { readonly kind: "http"; readonly url: string }
  /** With the authority's certificate, or, without one, trusting whoever answers on loopback. */
  | { readonly kind: "https"; readonly url: string; readonly authority?: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "socket"; readonly path: string };

/** One process of the cluster: what it is started with, and how it is seen that it works. */
export interface Component {
  readonly name: string;
  /** The path of its executable. */
  readonly command: string;
  readonly args: readonly string[];
  /** Folders on its PATH before the machine's own. @default - none */
  readonly path?: readonly string[];
  /** More of its environment. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Its configuration files by their paths; none holds a secret. @default - none */
  readonly files?: Readonly<Record<string, string>>;
  readonly probe: Probe;
}

/** Programs of the cluster by their executables' paths. */
export interface Programs {
  readonly kubernetes: Readonly<
    Record<
      "kube-apiserver" | "kube-controller-manager" | "kube-proxy" | "kube-scheduler" | "kubectl" | "kubelet",
      string
    >
  >;
  readonly etcd: string;
  readonly containerd: string;
  /** Where containerd's shim and runc are. */
  readonly runtimeFolders: readonly string[];
  /** The agent that enforces NetworkPolicies. */
  readonly calicoFelix: string;
  /** The plugins that containerd calls for a pod's network. */
  readonly cniPlugins: readonly string[];
}

/** What the components are made from. */
export interface ComponentContext {
  readonly layout: ClusterLayout;
  readonly programs: Programs;
  /** The local registry, `127.0.0.1:5000`. */
  readonly registry: string;
  /** The image of every pod's first process, by digest. */
  readonly pauseImage: string;
}

/** JSON is YAML, which Kubernetes' configuration files are. */
export function yaml(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
