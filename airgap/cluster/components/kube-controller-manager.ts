import { join } from "node:path";
import { hostPort, LISTENERS, POD_CIDR } from "../addresses.ts";
import { componentKubeconfig } from "../config-files.ts";
import { pemFiles, tokenKeyFiles } from "../pki/write.ts";
import type { Component, ComponentContext } from "./component.ts";

/** The controllers of Deployments, Jobs, autoscalers and so on; there is one, which needs no election. */
export function kubeControllerManager({ layout, programs }: ComponentContext): Component {
  const name = "kube-controller-manager";
  const kubeconfig = componentKubeconfig(layout, name);
  const authority = pemFiles(layout.pki, "ca");
  const { host, port } = LISTENERS.controllerManager;
  return {
    name,
    command: programs.kubernetes[name],
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      `--bind-address=${host}`,
      `--secure-port=${port}`,
      `--cluster-cidr=${POD_CIDR}`,
      "--allocate-node-cidrs=false",
      "--leader-elect=false",
      "--use-service-account-credentials=true",
      `--root-ca-file=${authority.certificate}`,
      `--service-account-private-key-file=${tokenKeyFiles(layout.pki).key}`,
      `--cluster-signing-cert-file=${authority.certificate}`,
      `--cluster-signing-key-file=${authority.key}`,
      // The defaults suit big clusters: an autoscaler on a laptop may look twice as often, and scale in sooner.
      "--horizontal-pod-autoscaler-sync-period=10s",
      "--horizontal-pod-autoscaler-initial-readiness-delay=10s",
      "--horizontal-pod-autoscaler-cpu-initialization-period=30s",
      "--horizontal-pod-autoscaler-downscale-stabilization=30s",
      // It makes this folder, wherever that is.
      `--flex-volume-plugin-dir=${join(layout.kubelet, "volume-plugins")}`,
      "--profiling=false",
    ],
    probe: { kind: "https", url: `https://${hostPort(LISTENERS.controllerManager)}/healthz` },
  };
}
