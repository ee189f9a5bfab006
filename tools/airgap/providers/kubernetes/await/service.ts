import { isProperties } from "../../kit/index.ts";
import { at, listAt, mapAt, textAt } from "../manifest/at.ts";
import { namespaceOf, nameOf, type Manifest } from "../manifest/manifest.ts";
import { podTroubles } from "./pod-trouble.ts";
import { labelsSelector } from "./selector.ts";
import { READY, waiting, type Judge, type Related, type RelatedQuery, type Verdict } from "./verdict.ts";

/**
 * A Service is ready when a pod behind it is, and a LoadBalancer when it has an address as well. Headless Services,
 * those without a selector, and ExternalNames are ready at once.
 */
export const service: Judge = {
  related: (object) => (needsEndpoints(object) ? { slices: slicesOf(object), pods: podsBehind(object) } : {}),
  decide,
  troubles: (object, { slices = [], pods = [] }) => {
    if (!needsEndpoints(object) || hasReadyEndpoint(slices)) return [];
    return pods.length === 0 ? ["no pod has the labels of its selector"] : podTroubles(pods);
  },
};

function decide(object: Manifest, { slices = [] }: Related): Verdict {
  if (needsEndpoints(object) && !hasReadyEndpoint(slices)) {
    return waiting("no pod behind it is ready yet");
  }
  const balanced = textAt(object, "spec", "type") === "LoadBalancer";
  if (balanced && listAt(object, "status", "loadBalancer", "ingress").length === 0) {
    return waiting("no load balancer has given it an address yet");
  }
  return READY;
}

function needsEndpoints(object: Manifest): boolean {
  const spec = mapAt(object, "spec");
  if (spec["type"] === "ExternalName" || spec["clusterIP"] === "None") return false;
  return Object.keys(mapAt(spec, "selector")).length > 0;
}

/** The slices that say where a Service leads. */
export function slicesOf(object: Manifest): RelatedQuery {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    namespace: namespaceOf(object),
    labelSelector: `kubernetes.io/service-name=${nameOf(object)}`,
  };
}

/** Whether traffic would arrive somewhere. */
export function hasReadyEndpoint(slices: readonly Manifest[]): boolean {
  return slices.some((slice) =>
    listAt(slice, "endpoints").some((endpoint) => {
      const conditions = at(endpoint, "conditions");
      // Nothing said means ready, as the API defines it.
      const ready = isProperties(conditions) ? conditions["ready"] !== false : true;
      return ready && listAt(endpoint, "addresses").length > 0;
    }),
  );
}

function podsBehind(object: Manifest): RelatedQuery {
  return {
    apiVersion: "v1",
    kind: "Pod",
    namespace: namespaceOf(object),
    labelSelector: labelsSelector(at(object, "spec", "selector")),
  };
}
