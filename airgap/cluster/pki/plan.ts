import { API_SERVICE_IP, CLUSTER_DOMAIN, NODE_IP, NODE_NAME } from "../addresses.ts";

/** Who signs: each authority is trusted for one purpose only. */
export type Authority = "ca" | "front-proxy-ca" | "etcd-ca";

/** A certificate to be issued, by the name of its files. */
export interface CertificatePlan {
  readonly name: string;
  readonly authority: Authority;
  readonly commonName: string;
  /** Kubernetes reads it as the user's group. @default - none */
  readonly organization?: string;
  readonly usages: readonly ("server" | "client")[];
  /** Names and addresses that it may serve. */
  readonly dnsNames: readonly string[];
  readonly ips: readonly string[];
}

/** The authorities. etcd has one of its own: no certificate of the cluster opens its store. */
export const AUTHORITIES: readonly Authority[] = ["ca", "front-proxy-ca", "etcd-ca"];

/** The user that the pods' network is to the API server. */
export const CALICO_USER = "muelle:calico";

const LOOPBACK = "127.0.0.1";

function client(name: string, commonName: string, organization?: string): CertificatePlan {
  return {
    name,
    authority: "ca",
    commonName,
    ...(organization === undefined ? {} : { organization }),
    usages: ["client"],
    dnsNames: [],
    ips: [],
  };
}

/**
 * Every certificate of the cluster, with the users and groups that Kubernetes' built-in roles expect.
 *
 * @see https://kubernetes.io/docs/setup/best-practices/certificates/
 */
export const CERTIFICATES: readonly CertificatePlan[] = [
  {
    name: "kube-apiserver",
    authority: "ca",
    commonName: "kube-apiserver",
    usages: ["server"],
    dnsNames: [
      "localhost",
      "kubernetes",
      "kubernetes.default",
      "kubernetes.default.svc",
      `kubernetes.default.svc.${CLUSTER_DOMAIN}`,
    ],
    ips: [NODE_IP, API_SERVICE_IP, LOOPBACK],
  },
  {
    name: "kubelet",
    authority: "ca",
    commonName: `system:node:${NODE_NAME}`,
    organization: "system:nodes",
    usages: ["server", "client"],
    dnsNames: [NODE_NAME],
    ips: [NODE_IP],
  },
  client("admin", "muelle", "system:masters"),
  client("kube-apiserver-kubelet-client", "kube-apiserver-kubelet-client", "system:masters"),
  client("kube-controller-manager", "system:kube-controller-manager"),
  client("kube-scheduler", "system:kube-scheduler"),
  client("kube-proxy", "system:kube-proxy"),
  client("calico", CALICO_USER),
  { ...client("front-proxy-client", "front-proxy-client"), authority: "front-proxy-ca" },
  {
    name: "etcd",
    authority: "etcd-ca",
    commonName: "etcd",
    usages: ["server", "client"],
    dnsNames: ["localhost"],
    ips: [LOOPBACK],
  },
  { ...client("kube-apiserver-etcd-client", "kube-apiserver-etcd-client"), authority: "etcd-ca" },
];
