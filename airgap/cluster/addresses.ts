/** The pods' network; the bridge is its first address. Docker takes none of 10.0.0.0/8 by default. */
export const POD_CIDR = "10.97.0.0/24";

/** The Services' network. */
export const SERVICE_CIDR = "10.97.1.0/24";

/** Both networks in one block, to compare with what a machine has already. */
export const CLUSTER_CIDR = "10.97.0.0/23";

/** The node's address: the pods' bridge, which stays when the machine changes its network. */
export const NODE_IP = "10.97.0.1";

/** The API server's Service: the first address of the Services' network, as Kubernetes wants it. */
export const API_SERVICE_IP = "10.97.1.1";

/** The Service of CoreDNS. */
export const DNS_SERVICE_IP = "10.97.1.10";

/** The pods' bridge. */
export const BRIDGE = "muelle0";

/** What the host's ends of the pods' links begin with: Calico names them so. */
export const POD_INTERFACE_PREFIX = "cali";

/** The name of the one node. */
export const NODE_NAME = "muelle";

/** The domain of Services. */
export const CLUSTER_DOMAIN = "cluster.local";

/** A TCP port that a component listens on. */
export interface Listener {
  readonly component: string;
  readonly host: string;
  readonly port: number;
}

/** Where every component listens: nothing beyond this machine and its pods. */
export const LISTENERS = {
  api: { component: "kube-apiserver", host: NODE_IP, port: 6443 },
  etcd: { component: "etcd", host: "127.0.0.1", port: 22379 },
  etcdPeer: { component: "etcd", host: "127.0.0.1", port: 22380 },
  controllerManager: { component: "kube-controller-manager", host: "127.0.0.1", port: 10257 },
  scheduler: { component: "kube-scheduler", host: "127.0.0.1", port: 10259 },
  kubelet: { component: "kubelet", host: NODE_IP, port: 10250 },
  kubeletHealth: { component: "kubelet", host: "127.0.0.1", port: 10248 },
  proxyHealth: { component: "kube-proxy", host: "127.0.0.1", port: 10256 },
  proxyMetrics: { component: "kube-proxy", host: "127.0.0.1", port: 10249 },
  felixHealth: { component: "calico-felix", host: "127.0.0.1", port: 9099 },
  ingressHttp: { component: "traefik", host: "127.0.0.1", port: 8000 },
  ingressHttps: { component: "traefik", host: "127.0.0.1", port: 8443 },
} as const satisfies Readonly<Record<string, Listener>>;

/** `host:port` of a listener. */
export function hostPort({ host, port }: Listener): string {
  return `${host}:${port}`;
}
