import { describe, expect, it } from "vitest";
import {
  translateDefaultDeny,
  translateNetworkPolicy,
} from "../../../../../components/kubernetes/translate/network-policy.ts";
import { application, service } from "../../../../support/builders.ts";
import { bindings, identity, planOf, selectorOf, settings, webPlan } from "../support.ts";

const dns = {
  to: [
    { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } },
    { ipBlock: { cidr: "169.254.20.10/32" } },
  ],
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
};

const world = {
  to: [
    {
      ipBlock: {
        cidr: "0.0.0.0/0",
        except: [
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
        ],
      },
    },
    { ipBlock: { cidr: "::/0", except: ["fc00::/7", "fe80::/10"] } },
  ],
};

describe("translateNetworkPolicy", () => {
  const shop = application({
    services: {
      web: service({
        dependsOn: { db: { condition: "service_started" } },
        route: { port: 8000 },
      }),
      db: service({ expose: [5432], networks: ["inside"] }),
    },
    networks: { default: {}, inside: { internal: true } },
  });

  it("lets in the controller and out to dependencies, names and the world", () => {
    const plan = planOf(shop, "web", { ingressNamespace: "traefik" });
    expect(translateNetworkPolicy(plan, bindings).spec).toEqual({
      podSelector: { matchLabels: selectorOf("web") },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "traefik" } } }],
          ports: [{ port: 8000, protocol: "TCP" }],
        },
      ],
      egress: [
        dns,
        {
          to: [{ podSelector: { matchLabels: selectorOf("db") } }],
          ports: [{ port: 5432, protocol: "TCP" }],
        },
        world,
      ],
    });
  });

  it("lets in those who depend on the service, and nothing out of an internal network but questions for names", () => {
    expect(translateNetworkPolicy(planOf(shop, "db"), bindings).spec).toEqual({
      podSelector: { matchLabels: selectorOf("db") },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: selectorOf("web") } }],
          ports: [{ port: 5432, protocol: "TCP" }],
        },
      ],
      egress: [dns],
    });
  });

  it("opens a routed port to everyone where the controller's namespace is not known, and to nobody without Ingress", () => {
    expect(translateNetworkPolicy(planOf(shop, "web"), bindings).spec).toMatchObject({
      ingress: [{ ports: [{ port: 8000, protocol: "TCP" }] }],
    });
    expect(
      translateNetworkPolicy(planOf(shop, "web", { ingress: "none" }), bindings).spec,
    ).not.toHaveProperty("ingress");
  });

  it("lets nobody in to a service that nobody depends on", () => {
    expect(translateNetworkPolicy(webPlan({ expose: [80] }), bindings).spec).not.toHaveProperty("ingress");
  });

  it("lets out to private networks that the stack names", () => {
    const plan = webPlan({}, {}, settings({ egress: ["10.20.0.0/16"] }));
    expect(translateNetworkPolicy(plan, bindings).spec).toMatchObject({
      egress: [dns, { to: [...world.to, { ipBlock: { cidr: "10.20.0.0/16" } }] }],
    });
  });
});

describe("translateDefaultDeny", () => {
  it("is about all pods of the namespace and allows nothing", () => {
    expect(translateDefaultDeny(identity, { namespace: "shop-prod" })).toMatchObject({
      metadata: { name: "default-deny", namespace: "shop-prod" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
  });
});
