import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import { bound } from "../../application/bound.ts";
import type { ApplicationModel, Route, Service } from "../../application/index.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import { metadata } from "./metadata.ts";
import { optional } from "./optional.ts";

/** A resource of the Gateway API, which the SDK has no types for. */
export interface GatewayResource {
  readonly apiVersion: "gateway.networking.k8s.io/v1";
  readonly kind: "Gateway" | "HTTPRoute";
  readonly metadata: types.input.meta.v1.ObjectMeta;
  readonly spec: Readonly<Record<string, unknown>>;
}

const HTTP_LISTENER = "http";

/** The Gateway of a stack: plain HTTP, and HTTPS for each route with a certificate. */
export function translateGateway(
  identity: Identity,
  application: ApplicationModel,
  settings: KubernetesSettings,
  bindings: { readonly namespace: Input<string> },
): GatewayResource {
  const fromHere = { namespaces: { from: "Same" } };
  const secure = application.services.flatMap(({ name, route }) =>
    route?.tls === undefined
      ? []
      : [
          {
            name: listenerOf(name, route),
            port: 443,
            protocol: "HTTPS",
            ...optional("hostname", route.host),
            tls: { mode: "Terminate", certificateRefs: [{ name: route.tls.secretName }] },
            allowedRoutes: fromHere,
          },
        ],
  );
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      name: application.name,
      annotations: {
        ...settings.ingressAnnotations,
        // Custom resources are ready at once for Pulumi unless it is told what to look for.
        ...(settings.ingressAwait ? { "pulumi.com/waitFor": "condition=Programmed" } : {}),
      },
    }),
    spec: {
      gatewayClassName: bound({ ingressClass: settings.ingressClass }, "ingressClass", "setting"),
      listeners: [{ name: HTTP_LISTENER, port: 80, protocol: "HTTP", allowedRoutes: fromHere }, ...secure],
    },
  };
}

/** The route of one service through that Gateway. */
export function translateHttpRoute(
  identity: Identity,
  application: ApplicationModel,
  service: Service,
  route: Route,
  bindings: { readonly namespace: Input<string> },
): GatewayResource {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
    }),
    spec: {
      parentRefs: [{ name: application.name, sectionName: listenerOf(service.name, route) }],
      ...optional("hostnames", route.host === undefined ? undefined : [route.host]),
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: route.path } }],
          backendRefs: [{ name: service.name, port: route.port }],
        },
      ],
    },
  };
}

function listenerOf(service: string, route: Route): string {
  return route.tls === undefined ? HTTP_LISTENER : `https-${service}`;
}
