import {
  calicoFelix,
  containerd,
  etcd,
  kubeApiserver,
  kubeControllerManager,
  kubelet,
  kubeProxy,
  kubeScheduler,
  type Component,
  type ComponentContext,
} from "./components/index.ts";

/** All components, in the order in which they need each other: those of a group do not. */
export interface StartOrder {
  /** Each waits for the one before it. */
  readonly store: readonly Component[];
  /** Needs nothing. */
  readonly runtime: Component;
  /** They need the API server, and the kubelet the runtime. */
  readonly rest: readonly Component[];
  /** Needs its settings in the API server: it ends when they change, to be started again. */
  readonly policies: Component;
}

/** The components of the cluster. */
export function startOrder(context: ComponentContext): StartOrder {
  return {
    store: [etcd(context), kubeApiserver(context)],
    runtime: containerd(context),
    rest: [kubeControllerManager(context), kubeScheduler(context), kubeProxy(context), kubelet(context)],
    policies: calicoFelix(context),
  };
}

/** The names of all components, as they are shown. */
export const COMPONENT_NAMES = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "containerd",
  "kubelet",
  "kube-proxy",
  "calico-felix",
] as const;
