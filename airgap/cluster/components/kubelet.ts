import { join } from "node:path";
import { CLUSTER_DOMAIN, DNS_SERVICE_IP, LISTENERS, NODE_IP, NODE_NAME } from "../addresses.ts";
import { componentKubeconfig, resolvConf } from "../config-files.ts";
import { CGROUP } from "../host/cgroups.ts";
import { pemFiles } from "../pki/write.ts";
import { yaml, type Component, type ComponentContext } from "./component.ts";

/** The node's agent: it starts the pods. */
export function kubelet({ layout, programs }: ComponentContext): Component {
  const config = join(layout.config, "kubelet.json");
  const { certificate, key } = pemFiles(layout.pki, "kubelet");
  const health = LISTENERS.kubeletHealth;
  return {
    name: "kubelet",
    command: programs.kubernetes.kubelet,
    args: [
      `--config=${config}`,
      `--kubeconfig=${componentKubeconfig(layout, "kubelet")}`,
      `--root-dir=${layout.kubelet}`,
      `--hostname-override=${NODE_NAME}`,
      `--node-ip=${NODE_IP}`,
    ],
    path: programs.runtimeFolders,
    files: {
      [config]: yaml({
        apiVersion: "kubelet.config.k8s.io/v1beta1",
        kind: "KubeletConfiguration",
        address: LISTENERS.kubelet.host,
        port: LISTENERS.kubelet.port,
        healthzBindAddress: health.host,
        healthzPort: health.port,
        tlsCertFile: certificate,
        tlsPrivateKeyFile: key,
        authentication: {
          anonymous: { enabled: false },
          webhook: { enabled: true },
          x509: { clientCAFile: pemFiles(layout.pki, "ca").certificate },
        },
        authorization: { mode: "Webhook" },
        containerRuntimeEndpoint: `unix://${layout.containerd.socket}`,
        podLogsDir: join(layout.folder, "pod-logs"),
        volumePluginDir: join(layout.kubelet, "volume-plugins"),
        clusterDomain: CLUSTER_DOMAIN,
        clusterDNS: [DNS_SERVICE_IP],
        resolvConf: resolvConf(layout),
        cgroupDriver: "cgroupfs",
        cgroupRoot: CGROUP,
        failCgroupV1: false,
        failSwapOn: false,
        // A developer's disk is often nearly full: that is no reason to end pods or to remove their images.
        evictionHard: {},
        imageGCHighThresholdPercent: 100,
        // Pulls from a registry on the same machine need not wait for each other.
        serializeImagePulls: false,
        // Deployments of a laptop change often: see changed ConfigMaps and Secrets sooner than after a minute.
        syncFrequency: "20s",
        shutdownGracePeriod: "0s",
      }),
    },
    probe: { kind: "http", url: `http://${health.host}:${health.port}/healthz` },
  };
}
