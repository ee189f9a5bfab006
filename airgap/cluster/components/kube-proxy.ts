import { join } from "node:path";
import { hostPort, LISTENERS, NODE_NAME, POD_CIDR } from "../addresses.ts";
import { componentKubeconfig } from "../config-files.ts";
import { yaml, type Component, type ComponentContext } from "./component.ts";

/** Makes Services' addresses work, with iptables. */
export function kubeProxy({ layout, programs }: ComponentContext): Component {
  const config = join(layout.config, "kube-proxy.json");
  return {
    name: "kube-proxy",
    command: programs.kubernetes["kube-proxy"],
    args: [`--config=${config}`],
    files: {
      [config]: yaml({
        apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
        kind: "KubeProxyConfiguration",
        hostnameOverride: NODE_NAME,
        clientConnection: { kubeconfig: componentKubeconfig(layout, "kube-proxy") },
        clusterCIDR: POD_CIDR,
        mode: "iptables",
        healthzBindAddress: hostPort(LISTENERS.proxyHealth),
        metricsBindAddress: hostPort(LISTENERS.proxyMetrics),
        // NodePorts are for this machine and its pods, not for the network it is in.
        nodePortAddresses: [POD_CIDR],
        iptables: { localhostNodePorts: false, minSyncPeriod: "100ms" },
        // Zero leaves the machine's own settings alone.
        conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
      }),
    },
    probe: { kind: "http", url: `http://${hostPort(LISTENERS.proxyHealth)}/healthz` },
  };
}
