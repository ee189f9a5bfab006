import { describe, expect, it } from "vitest";
import { LISTENERS } from "../../../../../../tools/airgap/cluster/addresses.ts";
import type { Component, ComponentContext } from "../../../../../../tools/airgap/cluster/components/index.ts";
import { COMPONENT_NAMES, startOrder } from "../../../../../../tools/airgap/cluster/control-plane.ts";
import { clusterLayout } from "../../../../../../tools/airgap/cluster/layout.ts";

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
    containerd: "/debian/containerd",
    runtimeFolders: ["/debian"],
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
  it("takes public images from the local registry first", () => {
    expect(configuration("containerd", "/cache/cluster/config/registries/docker.io/hosts.toml")).toBe(
      'server = "https://registry-1.docker.io"\n[host."http://127.0.0.1:5000"]\n  capabilities = ["pull", "resolve"]\n',
    );
  });

  it("keeps everything below the cluster's folder", () => {
    const lines = configuration("containerd", "/cache/cluster/config/containerd.toml").split("\n");
    expect(lines).toContain('root = "/cache/cluster/containerd/root"');
    expect(lines).toContain('state = "/cache/cluster/containerd/state"');
    expect(lines).toContain("  netns_mounts_under_state_dir = true");
    expect(lines).toContain('  sandbox_image = "127.0.0.1:5000/muelle/pause@sha256:0"');
  });
});
