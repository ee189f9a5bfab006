import { describe, expect, it } from "vitest";
import { LISTENERS } from "../../../../../airgap/cluster/addresses.ts";
import type { Component, ComponentContext } from "../../../../../airgap/cluster/components/index.ts";
import { COMPONENT_NAMES, startOrder } from "../../../../../airgap/cluster/control-plane.ts";
import { clusterLayout } from "../../../../../airgap/cluster/layout.ts";

const CONTEXT: ComponentContext = {
  layout: clusterLayout("/cache"),
  programs: {
    kubernetes: {
      "kube-apiserver": "/k8s/kube-apiserver",
      "kube-controller-manager": "/k8s/kube-controller-manager",
      "kube-proxy": "/k8s/kube-proxy",
      "kube-scheduler": "/k8s/kube-scheduler",
      kubectl: "/k8s/kubectl",
      kubelet: "/k8s/kubelet",
    },
    etcd: "/debian/etcd",
    containerd: "/runtime/containerd",
    runtimeFolders: ["/runtime"],
    calicoFelix: "/calico/calico-felix",
    cniPlugins: ["/calico/calico"],
  },
  registry: "127.0.0.1:5000",
  pauseImage: "127.0.0.1:5000/muelle/pause@sha256:0",
};

const { store, runtime, rest, policies } = startOrder(CONTEXT);
const ALL: readonly Component[] = [...store, ...rest, runtime, policies];

function component(name: string): Component {
  const found = ALL.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

function configuration(name: string, file: string): string {
  const content = component(name).files?.[file];
  if (content === undefined) throw new Error(`${name} has no file ${file}`);
  return content;
}

describe("the components", () => {
  it("are the ones whose status is shown", () => {
    expect(ALL.map(({ name }) => name).toSorted()).toStrictEqual([...COMPONENT_NAMES].toSorted());
  });

  it("each have the cluster's folder on their command line, by which `down` knows them", () => {
    for (const { name, args } of ALL) {
      expect([name, args.some((argument) => argument.includes("/cache/cluster/"))]).toStrictEqual([
        name,
        true,
      ]);
    }
  });

  it("write only below the cluster's folder", () => {
    for (const file of ALL.flatMap(({ files = {} }) => Object.keys(files))) {
      expect(file.startsWith("/cache/cluster/")).toBe(true);
    }
  });

  it("listen on ports of their own, on loopback or on the pods' bridge", () => {
    const listeners = Object.values(LISTENERS);
    expect(new Set(listeners.map(({ port }) => port)).size).toBe(listeners.length);
    expect(new Set(listeners.map(({ host }) => host))).toStrictEqual(new Set(["10.97.0.1", "127.0.0.1"]));
  });
});

describe("the API server", () => {
  it("decides by roles and by node, and restricts nodes to their own", () => {
    expect(component("kube-apiserver").args).toContain("--authorization-mode=Node,RBAC");
    expect(component("kube-apiserver").args).toContain("--enable-admission-plugins=NodeRestriction");
  });
});

describe("etcd", () => {
  it("wants a certificate of every client", () => {
    expect(component("etcd").args).toContain("--client-cert-auth");
    expect(component("etcd").args).toContain("--listen-client-urls=https://127.0.0.1:22379");
  });
});

describe("the kubelet", () => {
  it("lets nobody in without a certificate and a permission", () => {
    const config: unknown = JSON.parse(configuration("kubelet", "/cache/cluster/config/kubelet.json"));
    expect(config).toMatchObject({
      authentication: { anonymous: { enabled: false }, webhook: { enabled: true } },
      authorization: { mode: "Webhook" },
      cgroupRoot: "/muelle-cluster",
      containerRuntimeEndpoint: "unix:///cache/cluster/containerd/containerd.sock",
    });
  });
});

describe("kube-proxy", () => {
  it("leaves the machine's connection tracking alone and NodePorts to this machine", () => {
    const config: unknown = JSON.parse(configuration("kube-proxy", "/cache/cluster/config/kube-proxy.json"));
    expect(config).toMatchObject({
      nodePortAddresses: ["10.97.0.0/24"],
      conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
    });
  });
});

describe("containerd", () => {
  const sections = tables(configuration("containerd", "/cache/cluster/config/containerd.toml"));

  it("takes public images from the local registry first", () => {
    expect(configuration("containerd", "/cache/cluster/config/registries/docker.io/hosts.toml")).toBe(
      'server = "https://registry-1.docker.io"\n[host."http://127.0.0.1:5000"]\n  capabilities = ["pull", "resolve"]\n',
    );
  });

  it("pulls from the registries that are described below the cluster's folder", () => {
    expect(sections.get('plugins."io.containerd.cri.v1.images".registry')).toStrictEqual([
      'config_path = "/cache/cluster/config/registries"',
    ]);
  });

  it("has settings of the version that its program knows, which need no migration", () => {
    expect(sections.get("")).toContain("version = 4");
  });

  it("keeps everything below the cluster's folder", () => {
    expect(sections.get("")).toContain('root = "/cache/cluster/containerd/root"');
    expect(sections.get("")).toContain('state = "/cache/cluster/containerd/state"');
    expect(sections.get("")).toContain('disabled_plugins = ["io.containerd.internal.v1.opt"]');
    expect(sections.get('plugins."io.containerd.cri.v1.runtime"')).toContain(
      "netns_mounts_under_state_dir = true",
    );
    expect(sections.get('plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options')).toContain(
      'Root = "/cache/cluster/containerd/state/runc"',
    );
    expect(sections.get('plugins."io.containerd.nri.v1.nri"')).toStrictEqual(["disable = true"]);
  });

  it("listens where the kubelet asks, and nowhere that another containerd does", () => {
    const socket = "/cache/cluster/containerd/containerd.sock";
    expect(sections.get('plugins."io.containerd.server.v1.grpc"')).toStrictEqual([`address = "${socket}"`]);
    // Left out, it is /run/containerd/containerd.sock.ttrpc.
    expect(sections.get('plugins."io.containerd.server.v1.ttrpc"')).toStrictEqual([
      `address = "${socket}.ttrpc"`,
    ]);
  });

  it("never removes the image of every pod's first process", () => {
    expect(sections.get('plugins."io.containerd.cri.v1.images".pinned_images')).toStrictEqual([
      'sandbox = "127.0.0.1:5000/muelle/pause@sha256:0"',
    ]);
  });

  it("starts pods without the right to lower a score, in the control groups that the kubelet makes", () => {
    expect(sections.get('plugins."io.containerd.cri.v1.runtime"')).toContain("restrict_oom_score_adj = true");
    expect(sections.get('plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options')).toContain(
      "SystemdCgroup = false",
    );
  });

  it("takes the pods' network from the cluster's folder alone", () => {
    expect(sections.get('plugins."io.containerd.cri.v1.runtime".cni')).toStrictEqual([
      'bin_dirs = ["/cache/cluster/cni/plugins"]',
      'conf_dir = "/cache/cluster/cni/net.d"',
    ]);
  });
});

/** The lines of a TOML file by the tables that they are in. */
function tables(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let table = "";
  for (const line of text.split("\n").map((each) => each.trim())) {
    const [, name] = /^\[(.*)\]$/.exec(line) ?? [];
    if (name !== undefined) table = name;
    else if (line !== "") found.set(table, [...(found.get(table) ?? []), line]);
  }
  return found;
}
