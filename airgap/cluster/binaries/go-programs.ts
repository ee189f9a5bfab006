import type { GoTool, GoTools } from "../../go-tool.ts";

/** The version of Kubernetes in modules/kubernetes. */
export const KUBERNETES_VERSION = "v1.34.1";

const KUBERNETES_PROGRAMS = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-proxy",
  "kube-scheduler",
  "kubectl",
  "kubelet",
];

function kubernetesTool(name: string): GoTool {
  const [major = "", minor = ""] = KUBERNETES_VERSION.slice(1).split(".");
  const base = "k8s.io/component-base/version";
  return {
    name,
    module: "kubernetes",
    package: `k8s.io/kubernetes/cmd/${name}`,
    version: { variable: `${base}.gitVersion`, value: KUBERNETES_VERSION },
    variables: [
      { variable: `${base}.gitMajor`, value: major },
      { variable: `${base}.gitMinor`, value: minor },
    ],
  };
}

/** The control plane, the node's agents and the command line. */
export const KUBERNETES: GoTools = { name: "kubernetes", tools: KUBERNETES_PROGRAMS.map(kubernetesTool) };

/** Name server of the pods. */
export const COREDNS = addon("coredns", "github.com/coredns/coredns", "v1.15.0");

/** Measures pods, for autoscalers. */
export const METRICS_SERVER = addon(
  "metrics-server",
  "sigs.k8s.io/metrics-server/cmd/metrics-server",
  "v0.9.0",
  {
    variable: "k8s.io/client-go/pkg/version.gitVersion",
  },
);

/** Ingress and Gateway controller. */
export const TRAEFIK = addon("traefik", "github.com/traefik/traefik/v3/cmd/traefik", "v3.6.12", {
  variable: "github.com/traefik/traefik/v3/pkg/version.Version",
});

/** Makes persistent volumes. */
export const LOCAL_PATH_PROVISIONER = addon(
  "local-path-provisioner",
  "github.com/rancher/local-path-provisioner",
  "v0.0.30",
  { variable: "main.VERSION" },
);

/** A program that runs in a pod of the cluster. */
export interface Addon extends GoTools {
  readonly version: string;
}

const CALICO_VERSION = "v1.11.0-cni-plugin.0.20250813170300-a0db560f0520";

/** The pods' network, and the agent that enforces NetworkPolicies in it. */
export const CALICO: Addon = {
  name: "calico",
  version: CALICO_VERSION,
  tools: [
    {
      name: "calico",
      package: "github.com/projectcalico/calico/cni-plugin/cmd/calico",
      static: true,
      version: { variable: "main.VERSION", value: CALICO_VERSION },
    },
    {
      name: "calico-felix",
      module: "calico",
      package: "github.com/projectcalico/calico/felix/cmd/calico-felix",
      static: true,
      version: {
        variable: "github.com/projectcalico/calico/felix/buildinfo.GitVersion",
        value: CALICO_VERSION,
      },
    },
  ],
};

/** Every program that runs in a pod. */
export const ADDONS: readonly Addon[] = [COREDNS, METRICS_SERVER, LOCAL_PATH_PROVISIONER, TRAEFIK];

function addon(name: string, main: string, version: string, link?: { readonly variable: string }): Addon {
  const linked = link === undefined ? {} : { version: { variable: link.variable, value: version } };
  return { name, version, tools: [{ name, package: main, static: true, ...linked }] };
}
