import type { types } from "@pulumi/kubernetes";
import type { Route, Service } from "../../application/index.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import { ingressAnnotations } from "./ingress-controllers.ts";
import { metadata } from "./metadata.ts";
import { optional } from "./optional.ts";
import { fewestReplicas, type WorkloadBindings } from "./plan.ts";

/** The route of one service as an Ingress of its own, since annotations are for a whole Ingress. */
export function translateIngress(
  identity: Identity,
  service: Service,
  route: Route,
  settings: KubernetesSettings,
  bindings: Pick<WorkloadBindings, "namespace">,
): types.input.networking.v1.Ingress {
  const wait = settings.ingressAwait && fewestReplicas(service) > 0;
  return {
    metadata: metadata({
      identity,
      namespace: bindings.namespace,
      service: service.name,
      name: service.name,
      annotations: {
        ...ingressAnnotations(route, settings),
        ...settings.ingressAnnotations,
        ...(wait ? {} : { "pulumi.com/skipAwait": "true" }),
      },
    }),
    spec: {
      ...optional("ingressClassName", settings.ingressClass),
      ...optional("tls", route.tls && [{ ...hosts(route.host), secretName: route.tls.secretName }]),
      rules: [
        {
          ...optional("host", route.host),
          http: {
            paths: [
              {
                path: route.path,
                pathType: "Prefix",
                backend: { service: { name: service.name, port: { number: route.port } } },
              },
            ],
          },
        },
      ],
    },
  };
}

function hosts(host: string | undefined): { hosts?: string[] } {
  return host === undefined ? {} : { hosts: [host] };
}
