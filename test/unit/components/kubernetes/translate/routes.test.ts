import { describe, expect, it } from "vitest";
import type { RouteSpec } from "../../../../../components/application/index.ts";
import type { KubernetesSettings } from "../../../../../components/kubernetes/settings.ts";
import {
  translateGateway,
  translateHttpRoute,
} from "../../../../../components/kubernetes/translate/gateway.ts";
import { translateIngress } from "../../../../../components/kubernetes/translate/ingress.ts";
import { application, normalisedService, service } from "../../../../support/builders.ts";
import { bindings, identity, settings, webLabels } from "../support.ts";

function ingressOf(
  route: RouteSpec,
  changes: Partial<KubernetesSettings> = {},
  deploy = {},
): ReturnType<typeof translateIngress> {
  const web = normalisedService({ route, deploy });
  if (web.route === undefined) throw new Error("the service has no route");
  return translateIngress(identity, web, web.route, settings(changes), bindings);
}

describe("translateIngress", () => {
  it("is portable: no class, no controller's annotation, the path by whole segments", () => {
    expect(ingressOf({ port: 8000 })).toEqual({
      metadata: {
        name: "web",
        namespace: "shop-prod",
        labels: webLabels,
        annotations: { "pulumi.com/patchForce": "true" },
      },
      spec: {
        rules: [
          {
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "web", port: { number: 8000 } } },
                },
              ],
            },
          },
        ],
      },
    });
  });

  it("has class, host and certificate", () => {
    const route = { port: 80, host: "shop.example", tls: { secretName: "shop-tls" } };
    expect(ingressOf(route, { ingressClass: "traefik" }).spec).toMatchObject({
      ingressClassName: "traefik",
      tls: [{ hosts: ["shop.example"], secretName: "shop-tls" }],
      rules: [{ host: "shop.example" }],
    });
  });

  it.each([
    ["least_conn", { "load-balance": "ewma" }],
    ["round_robin", { "load-balance": "round_robin" }],
    ["ip_hash", { "upstream-hash-by": "$binary_remote_addr" }],
    ["sticky", { affinity: "cookie", "session-cookie-name": "muelle_replica" }],
  ] as const)("tells ingress-nginx of limits and of %s", (balance, expected) => {
    const route: RouteSpec = { port: 80, balance, timeout: "90s", maxBodySize: "1500k" };
    const named = Object.entries({
      "proxy-body-size": "1500k",
      "proxy-read-timeout": "90",
      "proxy-send-timeout": "90",
      ...expected,
    }).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]);
    expect(ingressOf(route, { ingressClass: "nginx" }).metadata).toHaveProperty(
      "annotations",
      Object.fromEntries([...named, ["pulumi.com/patchForce", "true"]]),
    );
  });

  it("has the stack's own annotations, which win", () => {
    const ingressAnnotations = { "nginx.ingress.kubernetes.io/proxy-body-size": "1g", a: "b" };
    expect(ingressOf({ port: 80 }, { ingressClass: "nginx", ingressAnnotations }).metadata).toMatchObject({
      annotations: ingressAnnotations,
    });
  });

  it("is not waited for where no address will come", () => {
    const skip = { annotations: { "pulumi.com/skipAwait": "true" } };
    expect(ingressOf({ port: 80 }, { ingressAwait: false }).metadata).toMatchObject(skip);
    expect(ingressOf({ port: 80 }, {}, { replicas: 0 }).metadata).toMatchObject(skip);
  });
});

describe("the Gateway API", () => {
  const shop = application({
    services: {
      web: service({ route: { port: 8000 } }),
      api: service({
        route: { port: 80, path: "/api", host: "shop.example", tls: { secretName: "shop-tls" } },
      }),
    },
  });

  it("has one Gateway, with HTTPS for each certificate, that is ready when the controller says so", () => {
    const gateway = translateGateway(identity, shop, settings({ ingressClass: "traefik" }), bindings);
    expect(gateway).toMatchObject({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: {
        name: "shop",
        namespace: "shop-prod",
        annotations: { "pulumi.com/waitFor": "condition=Programmed" },
      },
      spec: {
        gatewayClassName: "traefik",
        listeners: [
          { name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "Same" } } },
          {
            name: "https-api",
            port: 443,
            protocol: "HTTPS",
            hostname: "shop.example",
            tls: { mode: "Terminate", certificateRefs: [{ name: "shop-tls" }] },
            allowedRoutes: { namespaces: { from: "Same" } },
          },
        ],
      },
    });
  });

  it("has an HTTPRoute for each route", () => {
    const specs = shop.services.map((each) =>
      each.route === undefined
        ? undefined
        : translateHttpRoute(identity, shop, each, each.route, bindings).spec,
    );
    expect(specs).toEqual([
      {
        parentRefs: [{ name: "shop", sectionName: "http" }],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/" } }],
            backendRefs: [{ name: "web", port: 8000 }],
          },
        ],
      },
      {
        parentRefs: [{ name: "shop", sectionName: "https-api" }],
        hostnames: ["shop.example"],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/api" } }],
            backendRefs: [{ name: "api", port: 80 }],
          },
        ],
      },
    ]);
  });
});
