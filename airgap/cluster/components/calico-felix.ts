import { join } from "node:path";
import { LISTENERS, NODE_NAME } from "../addresses.ts";
import { componentKubeconfig } from "../config-files.ts";
import type { Component, ComponentContext } from "./component.ts";

/**
 * Enforces NetworkPolicies, with iptables.
 *
 * @see https://docs.tigera.io/calico/latest/reference/felix/configuration
 */
export function calicoFelix({ layout, programs }: ComponentContext): Component {
  // Empty: everything is in the environment. Its name on the command line shows whose process this is.
  const config = join(layout.config, "calico-felix.cfg");
  const { host, port } = LISTENERS.felixHealth;
  return {
    name: "calico-felix",
    command: programs.calicoFelix,
    args: [`--config-file=${config}`],
    env: {
      KUBECONFIG: componentKubeconfig(layout, "calico"),
      FELIX_DATASTORETYPE: "kubernetes",
      FELIX_FELIXHOSTNAME: NODE_NAME,
      FELIX_LOGSEVERITYSCREEN: "Warning",
      FELIX_LOGFILEPATH: "none",
      FELIX_HEALTHENABLED: "true",
      FELIX_HEALTHHOST: host,
      FELIX_HEALTHPORT: String(port),
      // Pods may talk to this machine: the API server and the registry are here. Policies are for pods.
      FELIX_DEFAULTENDPOINTTOHOSTACTION: "ACCEPT",
      // One node: there is nobody to tunnel to, and other interfaces' rules are not its business.
      FELIX_IPINIPENABLED: "false",
      FELIX_VXLANENABLED: "false",
      FELIX_IPV6SUPPORT: "false",
      FELIX_BPFENABLED: "false",
      FELIX_XDPENABLED: "false",
      FELIX_USAGEREPORTINGENABLED: "false",
      FELIX_SERVICELOOPPREVENTION: "Disabled",
      FELIX_REMOVEEXTERNALROUTES: "false",
    },
    files: { [config]: "" },
    probe: { kind: "http", url: `http://${host}:${port}/readiness` },
  };
}
