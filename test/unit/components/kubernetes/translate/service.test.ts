import { describe, expect, it } from "vitest";
import { translateService } from "../../../../../components/kubernetes/translate/service.ts";
import { bindings, selectorOf, webLabels, webPlan } from "../support.ts";

describe("translateService", () => {
  it("gives the replicas one address under the service's name, and keeps nobody waiting for them", () => {
    expect(translateService(webPlan({ expose: [80], ports: ["53:53/udp"] }), bindings)).toEqual({
      metadata: {
        name: "web",
        namespace: "shop-prod",
        labels: webLabels,
        annotations: { "pulumi.com/skipAwait": "true", "pulumi.com/patchForce": "true" },
      },
      spec: {
        type: "ClusterIP",
        selector: selectorOf("web"),
        ports: [
          { name: "udp-53", port: 53, targetPort: 53, protocol: "UDP" },
          { name: "tcp-80", port: 80, targetPort: 80, protocol: "TCP" },
        ],
      },
    });
  });

  it("leads straight to the pod of a StatefulSet, which needs one also without ports", () => {
    const plan = webPlan({ volumes: ["data:/data"] }, { volumes: { data: {} } });
    expect(translateService(plan, bindings)).toMatchObject({
      spec: { clusterIP: "None", selector: selectorOf("web") },
    });
  });

  it("is not there where nobody may reach the service", () => {
    expect(translateService(webPlan(), bindings)).toBeUndefined();
    expect(translateService(webPlan({ restart: "no", expose: [80] }), bindings)).toBeUndefined();
  });

  it("tells Traefik to keep clients on their replica", () => {
    const route = { port: 80, balance: "sticky" } as const;
    expect(translateService(webPlan({ route }, {}, { ingressClass: "traefik" }), bindings)).toMatchObject({
      metadata: { annotations: { "traefik.ingress.kubernetes.io/service.sticky.cookie": "true" } },
    });
  });
});
