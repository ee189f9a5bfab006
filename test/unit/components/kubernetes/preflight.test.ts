import { describe, expect, it } from "vitest";
import type { ServiceSpec } from "../../../../components/application/index.ts";
import type { ClusterFacts } from "../../../../components/kubernetes/cluster/cluster-facts.ts";
import { preflight, type PreflightResult } from "../../../../components/kubernetes/preflight.ts";
import type { KubernetesSettings } from "../../../../components/kubernetes/settings.ts";
import { application, service } from "../../../support/builders.ts";
import { identity, settings } from "./support.ts";

const facts: ClusterFacts = {
  id: "241b3e71",
  minorVersion: 34,
  expandableClasses: ["fast"],
  namespaceName: "shop-prod",
  claims: [],
  storageClasses: { names: ["standard", "fast"], byDefault: "standard" },
  ingressClasses: { names: ["traefik"], byDefault: "traefik" },
  gatewayClasses: ["traefik"],
  apiGroups: ["apps", "metrics.k8s.io"],
  namespace: undefined,
  ingressNamespace: true,
};

function look(
  changes: Partial<ClusterFacts>,
  chosen: Partial<KubernetesSettings> = {},
  web: ServiceSpec = { route: { port: 80 }, volumes: ["data:/data"] },
  bringsController = false,
): PreflightResult {
  return preflight({
    application: application({ services: { web: service(web) }, volumes: { data: {} } }),
    identity,
    namespace: "shop-prod",
    settings: settings(chosen),
    facts: { ...facts, ...changes },
    transformsClaims: false,
    bringsController,
  });
}

describe("preflight", () => {
  it("finds nothing wrong with a cluster that has everything", () => {
    expect(look({}, { ingressClass: "traefik", ingressNamespace: "traefik" })).toEqual({
      faults: [],
      warnings: [],
      losses: [],
      foundClaims: {},
    });
  });

  it("wants a version that can let a pod serve on", () => {
    expect(look({ minorVersion: 29 }).faults).toEqual([
      { path: "muelle:context", message: "the cluster is Kubernetes 1.29; 1.30 or newer is needed" },
    ]);
  });

  it("leaves alone a namespace of somebody else", () => {
    expect(look({ namespace: { "muelle.application": "shop", "muelle.stack": "other" } }).faults).toEqual([
      {
        path: "muelle:namespace",
        message: "the namespace shop-prod is there already and does not belong to this stack",
        hint: "pulumi config set muelle:namespace NAME. Or, if it is this stack that was renamed: kubectl label namespace shop-prod muelle.stack=prod --overwrite",
      },
    ]);
    expect(look({ namespace: {} }).faults).toMatchObject([
      { hint: "pulumi config set muelle:namespace NAME" },
    ]);
    expect(look({ namespace: { "muelle.application": "shop", "muelle.stack": "prod" } }).faults).toEqual([]);
  });

  it("says which storage class is not there", () => {
    expect(look({}, { storageClass: "slow" }).faults).toEqual([
      {
        path: "muelle:storageClass",
        message: "no such storage class: slow",
        hint: "The cluster has: fast, standard.",
      },
    ]);
    expect(look({}, { volumes: { data: { storageClass: "nfs" } } }).faults).toMatchObject([
      { path: "muelle:volumes.data.storageClass", message: "no such storage class: nfs" },
    ]);
    expect(look({ storageClasses: { names: [], byDefault: undefined } }).faults).toEqual([
      {
        path: "muelle:storageClass",
        message: "the cluster has no default storage class",
        hint: "The cluster has: none.",
      },
    ]);
  });

  it("says which Ingress class is not there", () => {
    expect(look({}, { ingressClass: "nginx" }).faults).toEqual([
      {
        path: "muelle:ingressClass",
        message: "no such Ingress class: nginx",
        hint: "The cluster has: traefik. pulumi config set muelle:ingressClass NAME",
      },
    ]);
    expect(look({ ingressClasses: { names: ["a", "b"], byDefault: undefined } }).faults).toMatchObject([
      { message: "the cluster has no default Ingress class" },
    ]);
  });

  it("does not miss what the stack brings itself, or does not need", () => {
    const none = { ingressClasses: { names: [], byDefault: undefined }, ingressNamespace: false };
    const nginx = { ingressClass: "nginx", ingressNamespace: "ingress-nginx" };
    expect(look(none, nginx, undefined, true).faults).toEqual([]);
    expect(look(none, { ingress: "none" }).faults).toEqual([]);
    expect(look(none, {}, {}).faults).toEqual([]);
  });

  it("says where the Ingress controller is not", () => {
    expect(look({ ingressNamespace: false }, { ingressNamespace: "traefik" }).faults).toEqual([
      {
        path: "muelle:ingressNamespace",
        message: "there is no namespace traefik, in which the Ingress controller should run",
        hint: "pulumi config set muelle:ingressNamespace NAME",
      },
    ]);
  });

  it("says that the Gateway API is not installed, or a class is not there", () => {
    const gateway = { ingress: "gateway", ingressClass: "envoy" } as const;
    expect(look({ gatewayClasses: undefined }, gateway).faults).toEqual([
      {
        path: "muelle:ingress",
        message: "the cluster does not have the Gateway API (gateway.networking.k8s.io/v1)",
        hint: "Install its definitions (https://gateway-api.sigs.k8s.io), or: pulumi config set muelle:ingress ingress",
      },
    ]);
    expect(look({}, gateway).faults).toEqual([
      {
        path: "muelle:ingressClass",
        message: "no such Gateway class: envoy",
        hint: "The cluster has: traefik.",
      },
    ]);
  });

  it("wants to know the cluster again", () => {
    expect(look({ id: undefined }).faults).toEqual([
      {
        path: "muelle:context",
        message: "the cluster cannot be told from others: the namespace kube-system may not be read",
        hint: "Let the user of this context get the namespace kube-system.",
      },
    ]);
  });

  it("warns where nothing measures what an autoscaler goes by", () => {
    expect(look({ apiGroups: [] }, {}, { scale: { max: 3, cpu: 50 } })).toMatchObject({
      faults: [],
      warnings: [
        "the cluster has no metrics (metrics.k8s.io), so web will not scale: install metrics-server",
      ],
    });
    expect(look({ apiGroups: [] }).warnings).toEqual([]);
  });

  it("passes over what it may not see", () => {
    expect(look({ storageClasses: undefined, ingressClasses: undefined }).faults).toEqual([]);
  });
});
