import { hostPort, LISTENERS } from "../addresses.ts";
import { componentKubeconfig } from "../config-files.ts";
import type { Component, ComponentContext } from "./component.ts";

/** The scheduler; there is one, which needs no election. */
export function kubeScheduler({ layout, programs }: ComponentContext): Component {
  const name = "kube-scheduler";
  const kubeconfig = componentKubeconfig(layout, name);
  const { host, port } = LISTENERS.scheduler;
  return {
    name,
    command: programs.kubernetes[name],
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      `--bind-address=${host}`,
      `--secure-port=${port}`,
      "--leader-elect=false",
      "--profiling=false",
    ],
    probe: { kind: "https", url: `https://${hostPort(LISTENERS.scheduler)}/healthz` },
  };
}
