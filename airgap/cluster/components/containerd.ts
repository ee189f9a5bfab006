import { join } from "node:path";
import { NODE_NAME, POD_CIDR } from "../addresses.ts";
import { componentKubeconfig } from "../config-files.ts";
import { yaml, type Component, type ComponentContext } from "./component.ts";

/** The name of the pods' network, by which its leftovers are known. */
export const NETWORK_NAME = "muelle";

/** Small enough for every network that a machine is usually in, VPNs and virtual machines included. */
const POD_MTU = 1400;

/** A containerd of the cluster's own, apart from Docker's. */
export function containerd({ layout, programs, registry, pauseImage }: ComponentContext): Component {
  const config = join(layout.config, "containerd.toml");
  const hosts = join(layout.config, "registries");
  const { socket } = layout.containerd;
  return {
    name: "containerd",
    command: programs.containerd,
    args: [`--config=${config}`],
    path: programs.runtimeFolders,
    files: {
      [config]: configuration({ layout, hosts, pauseImage }),
      [join(hosts, "docker.io", "hosts.toml")]: mirrorOf("https://registry-1.docker.io", registry),
      [join(hosts, registry, "hosts.toml")]: mirrorOf(`http://${registry}`, registry),
      [join(layout.cni.config, "10-muelle.conflist")]: yaml(networkConfiguration(layout)),
    },
    probe: { kind: "socket", path: socket },
  };
}

interface ConfigurationArgs extends Pick<ComponentContext, "layout" | "pauseImage"> {
  readonly hosts: string;
}

/**
 * @see https://github.com/containerd/containerd/blob/v2.4.2/docs/cri/config.md
 * @see https://github.com/containerd/containerd/blob/v2.4.2/internal/cri/config/config.go
 */
function configuration({ layout, hosts, pauseImage }: ConfigurationArgs): string {
  const { root, state, socket } = layout.containerd;
  const plugin = (name: string, table = ""): string => `[plugins."io.containerd.${name}"${table}]`;
  const runtime = (table = ""): string => plugin("cri.v1.runtime", table);
  return [
    "version = 4",
    `root = ${toml(root)}`,
    `state = ${toml(state)}`,
    // It makes /opt/containerd, for programs that containerd would install.
    `disabled_plugins = ["io.containerd.internal.v1.opt"]`,
    plugin("server.v1.grpc"),
    `  address = ${toml(socket)}`,
    plugin("server.v1.ttrpc"),
    `  address = ${toml(`${socket}.ttrpc`)}`,
    plugin("cri.v1.images"),
    `  snapshotter = "overlayfs"`,
    plugin("cri.v1.images", ".pinned_images"),
    `  sandbox = ${toml(pauseImage)}`,
    plugin("cri.v1.images", ".registry"),
    `  config_path = ${toml(hosts)}`,
    runtime(),
    // Pods' network namespaces go where `down` finds them, not into the folder that all programs share.
    "  netns_mounts_under_state_dir = true",
    // Without the right to lower it (in a container, say), asking for a lower score than one's own ends every pod.
    "  restrict_oom_score_adj = true",
    runtime(".containerd"),
    `  default_runtime_name = "runc"`,
    runtime(".containerd.runtimes.runc"),
    `  runtime_type = "io.containerd.runc.v2"`,
    runtime(".containerd.runtimes.runc.options"),
    "  SystemdCgroup = false",
    `  Root = ${toml(join(state, "runc"))}`,
    runtime(".cni"),
    `  bin_dirs = [${toml(layout.cni.plugins)}]`,
    `  conf_dir = ${toml(layout.cni.config)}`,
    // Its socket and its plugins' folders are the machine's, and other containerds'.
    plugin("nri.v1.nri"),
    "  disable = true",
    "",
  ].join("\n");
}

/** TOML's basic strings are JSON's. */
function toml(text: string): string {
  return JSON.stringify(text);
}

function mirrorOf(server: string, registry: string): string {
  return [
    `server = ${toml(server)}`,
    `[host."http://${registry}"]`,
    `  capabilities = ["pull", "resolve"]`,
    "",
  ].join("\n");
}

/**
 * A network in which policies are enforced, that gives its pods addresses, and ports of the host to those that ask.
 *
 * @see https://docs.tigera.io/calico/latest/reference/configure-cni-plugins
 */
function networkConfiguration(layout: ComponentContext["layout"]): unknown {
  return {
    cniVersion: "0.3.1",
    name: NETWORK_NAME,
    plugins: [
      {
        type: "calico",
        datastore_type: "kubernetes",
        nodename: NODE_NAME,
        nodename_file_optional: true,
        log_level: "error",
        log_file_path: join(layout.logs, "calico-cni.log"),
        mtu: POD_MTU,
        ipam: { type: "host-local", dataDir: layout.cni.addresses, ranges: [[{ subnet: POD_CIDR }]] },
        policy: { type: "k8s" },
        kubernetes: { kubeconfig: componentKubeconfig(layout, "calico") },
      },
      { type: "portmap", capabilities: { portMappings: true }, snat: true },
    ],
  };
}
