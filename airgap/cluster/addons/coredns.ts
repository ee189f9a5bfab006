import { CLUSTER_DOMAIN, DNS_SERVICE_IP } from "../addresses.ts";
import { addonAccount, addonDeployment, labelsOf, UNPRIVILEGED_PORTS, type Addon } from "./manifest.ts";

const NAME = "coredns";
const NAMESPACE = "kube-system";
/** The usual one: NetworkPolicies that let pods ask for names see the pod's port, not the Service's. */
const PORT = 53;

/**
 * Name server of the pods.
 *
 * @param forwards whether the machine has a name server for all other names
 */
export function coredns(image: string, forwards: boolean): Addon {
  const labels = { ...labelsOf(NAME), "k8s-app": "kube-dns" };
  return {
    namespace: NAMESPACE,
    deployment: NAME,
    manifests: [
      ...addonAccount(NAME, NAMESPACE, [
        { apiGroups: [""], resources: ["services", "pods", "namespaces"], verbs: ["list", "watch"] },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
      ]),
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: NAME, namespace: NAMESPACE },
        data: { Corefile: corefile(forwards) },
      },
      addonDeployment({
        name: NAME,
        namespace: NAMESPACE,
        image,
        args: ["-conf", "/etc/coredns/Corefile"],
        ports: [
          { name: "dns", containerPort: PORT, protocol: "UDP" },
          { name: "dns-tcp", containerPort: PORT, protocol: "TCP" },
        ],
        readinessProbe: { httpGet: { path: "/ready", port: 8181 } },
        sysctls: [UNPRIVILEGED_PORTS],
        // The machine's name servers: its own Service is what it serves.
        pod: { dnsPolicy: "Default" },
        volumes: [{ name: "config", configMap: { name: NAME } }],
        volumeMounts: [{ name: "config", mountPath: "/etc/coredns" }],
      }),
      {
        apiVersion: "v1",
        kind: "Service",
        // The name by which other programs know the cluster's name server, whatever serves it.
        metadata: { name: "kube-dns", namespace: NAMESPACE, labels },
        spec: {
          clusterIP: DNS_SERVICE_IP,
          selector: labelsOf(NAME),
          ports: [
            { name: "dns", port: 53, targetPort: "dns", protocol: "UDP" },
            { name: "dns-tcp", port: 53, targetPort: "dns-tcp", protocol: "TCP" },
          ],
        },
      },
    ],
  };
}

/** @see https://coredns.io/plugins/kubernetes/ */
function corefile(forwards: boolean): string {
  return [
    `.:${PORT} {`,
    "  errors",
    "  ready",
    `  kubernetes ${CLUSTER_DOMAIN} in-addr.arpa ip6.arpa {`,
    "    pods insecure",
    "    fallthrough in-addr.arpa ip6.arpa",
    "    ttl 5",
    "  }",
    ...(forwards ? ["  forward . /etc/resolv.conf"] : []),
    "  cache 30 {",
    // A Service that has just been made must be found at once.
    `    disable success ${CLUSTER_DOMAIN}`,
    `    disable denial ${CLUSTER_DOMAIN}`,
    "  }",
    "  loadbalance",
    "}",
    "",
  ].join("\n");
}
