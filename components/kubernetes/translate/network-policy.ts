import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import { type Identity, selectorLabels } from "../labels.ts";
import { metadata } from "./metadata.ts";
import { unlessEmpty } from "./optional.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { servicePorts, type ServicePort } from "./pod-template.ts";

type Policy = types.input.networking.v1.NetworkPolicy;
type Ingress = types.input.networking.v1.NetworkPolicyIngressRule;
type Egress = types.input.networking.v1.NetworkPolicyEgressRule;
type Peer = types.input.networking.v1.NetworkPolicyPeer;
type Port = types.input.networking.v1.NetworkPolicyPort;

/** Addresses that are not the public internet: the cluster itself, the networks around it, the cloud's metadata. */
const PRIVATE_V4 = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];
const PRIVATE_V6 = ["fc00::/7", "fe80::/10"];

/** Where NodeLocal DNSCache listens on every node. */
const NODE_LOCAL_DNS = "169.254.20.10/32";

/** Nothing reaches a pod and no pod reaches anything, unless another policy says so. */
export function translateDefaultDeny(
  identity: Identity,
  bindings: { readonly namespace: Input<string> },
): Policy {
  return {
    metadata: metadata({ identity, namespace: bindings.namespace, name: "default-deny" }),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

/** What a service's pods may reach and who may reach them: `dependsOn`, `route` and internal networks say it. */
export function translateNetworkPolicy(
  plan: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
): Policy {
  const { identity, service } = plan;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    spec: {
      podSelector: { matchLabels: { ...selectorLabels(identity, service.name) } },
      policyTypes: ["Ingress", "Egress"],
      ...unlessEmpty("ingress", [...fromClients(plan), ...fromRoute(plan)]),
      egress: [toDns(), ...toServers(plan), ...toOutside(plan)],
    },
  };
}

function fromClients({ identity, service, clients, kind }: WorkloadPlan): Ingress[] {
  const ports = policyPorts(servicePorts(service));
  if (clients.length === 0 || ports.length === 0 || kind === "Job") return [];
  return [{ from: clients.map((client) => pods(identity, client)), ports }];
}

/** Without the controller's namespace the port is open: a cloud's load balancer is no pod. */
function fromRoute({ service: { route }, settings }: WorkloadPlan): Ingress[] {
  if (route === undefined) return [];
  const ports: Port[] = [{ port: route.port, protocol: "TCP" }];
  if (settings.ingressNamespace !== undefined)
    return [{ from: [{ namespaceSelector: inNamespace(settings.ingressNamespace) }], ports }];
  return settings.ingress === "none" ? [] : [{ ports }];
}

function toDns(): Egress {
  return {
    to: [{ namespaceSelector: inNamespace("kube-system") }, { ipBlock: { cidr: NODE_LOCAL_DNS } }],
    ports: [
      { port: 53, protocol: "UDP" },
      { port: 53, protocol: "TCP" },
    ],
  };
}

function toServers({ identity, servers }: WorkloadPlan): Egress[] {
  return servers.map((server) => ({
    to: [pods(identity, server.name)],
    ports: policyPorts(servicePorts(server)),
  }));
}

function toOutside({ reachesOut, settings }: WorkloadPlan): Egress[] {
  if (!reachesOut) return [];
  const extra: Peer[] = settings.egress.map((cidr) => ({ ipBlock: { cidr } }));
  return [
    {
      to: [
        { ipBlock: { cidr: "0.0.0.0/0", except: [...PRIVATE_V4] } },
        { ipBlock: { cidr: "::/0", except: [...PRIVATE_V6] } },
        ...extra,
      ],
    },
  ];
}

function pods(identity: Identity, service: string): Peer {
  return { podSelector: { matchLabels: { ...selectorLabels(identity, service) } } };
}

function inNamespace(name: string): types.input.meta.v1.LabelSelector {
  return { matchLabels: { "kubernetes.io/metadata.name": name } };
}

function policyPorts(ports: readonly ServicePort[]): Port[] {
  return ports.map(({ port, protocol }) => ({ port, protocol }));
}
