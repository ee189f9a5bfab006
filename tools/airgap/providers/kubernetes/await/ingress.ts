import { at, listAt, textAt } from "../manifest/at.ts";
import { nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { hasReadyEndpoint } from "./service.ts";
import { READY, waiting, type Judge, type Related, type Verdict } from "./verdict.ts";

const SERVICE_LABEL = "kubernetes.io/service-name";

/** An Ingress is ready when every Service behind it leads somewhere, and its controller has published an address. */
export const ingress: Judge = {
  related: (object) => ({
    services: { apiVersion: "v1", kind: "Service", namespace: namespaceOf(object) },
    slices: {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      namespace: namespaceOf(object),
      labelSelector: SERVICE_LABEL,
    },
  }),
  decide,
};

function decide(object: Manifest, related: Related): Verdict {
  const missing = unserved(object, related);
  if (missing.length > 0) return waiting(missing.join("; "));
  if (listAt(object, "status", "loadBalancer", "ingress").length > 0) return READY;
  const name = textAt(object, "spec", "ingressClassName") ?? "its class";
  return waiting(`no controller of the Ingress class ${name} has published an address for it yet`);
}

/** A sentence for each Service of the rules that is not there or leads nowhere. */
function unserved(object: Manifest, { services = [], slices = [] }: Related): readonly string[] {
  return backends(object).flatMap((name) => {
    const service = services.find((candidate) => nameOf(candidate) === name);
    if (service === undefined) return [`the Service ${name} that a rule names is not there`];
    if (textAt(service, "spec", "type") === "ExternalName") return [];
    const own = slices.filter((slice) => textAt(slice, "metadata", "labels", SERVICE_LABEL) === name);
    return hasReadyEndpoint(own) ? [] : [`no pod behind the Service ${name} is ready yet`];
  });
}

function backends(object: Manifest): readonly string[] {
  const paths = listAt(object, "spec", "rules").flatMap((rule) => listAt(rule, "http", "paths"));
  const names = [
    textAt(object, "spec", "defaultBackend", "service", "name"),
    ...paths.map((path) => textAt(at(path, "backend"), "service", "name")),
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}
