import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { ingress } from "../../../../../tools/airgap/providers/kubernetes/await/ingress.ts";
import { service } from "../../../../../tools/airgap/providers/kubernetes/await/service.ts";
import type { Judge, Related } from "../../../../../tools/airgap/providers/kubernetes/await/verdict.ts";
import type { Manifest } from "../../../../../tools/airgap/providers/kubernetes/manifest/manifest.ts";
import { object, pod } from "./manifests.ts";

function said(judge: Judge, manifest: Manifest, related: Related = {}): string {
  const verdict = judge.decide(manifest, related);
  return verdict.state === "ready" ? "ready" : `${verdict.state}: ${verdict.why}`;
}

function slice(name: string, ready: boolean | undefined): Manifest {
  const conditions: Properties = ready === undefined ? {} : { ready };
  return {
    metadata: { name: `${name}-x`, labels: { "kubernetes.io/service-name": name } },
    endpoints: [{ addresses: ["10.0.0.1"], conditions }],
  };
}

const SELECTOR = { selector: { app: "web" } };

describe("a Service", () => {
  const web = (spec: Properties, rest: Properties = {}) => object("v1", "Service", { spec, ...rest });

  it("waits for one ready pod", () => {
    expect(said(service, web(SELECTOR))).toBe("waiting: no pod behind it is ready yet");
    expect(said(service, web(SELECTOR), { slices: [slice("it", false)] })).toBe(
      "waiting: no pod behind it is ready yet",
    );
    expect(said(service, web(SELECTOR), { slices: [slice("it", true)] })).toBe("ready");
    expect(said(service, web(SELECTOR), { slices: [slice("it", undefined)] })).toBe("ready");
  });

  it.each<[string, Properties]>([
    ["headless", { ...SELECTOR, clusterIP: "None" }],
    ["without a selector", {}],
    ["an external name", { type: "ExternalName", externalName: "example.org", ...SELECTOR }],
  ])("that is %s is ready at once, and nothing is watched for it", (_, spec) => {
    expect(said(service, web(spec))).toBe("ready");
    expect(service.related?.(web(spec))).toStrictEqual({});
  });

  it("of the type LoadBalancer waits for an address too", () => {
    const spec = { type: "LoadBalancer", ...SELECTOR };
    const related = { slices: [slice("it", true)] };
    expect(said(service, web(spec), related)).toBe("waiting: no load balancer has given it an address yet");
    const status = { loadBalancer: { ingress: [{ ip: "192.0.2.1" }] } };
    expect(said(service, web(spec, { status }), related)).toBe("ready");
  });

  it("says that no pod has its labels, or what is wrong with those that have", () => {
    expect(service.troubles?.(web(SELECTOR), {})).toStrictEqual(["no pod has the labels of its selector"]);
    const pods = [pod({ phase: "Pending" })];
    expect(service.troubles?.(web(SELECTOR), { pods })).toStrictEqual(["[Pod shop/web-1]: Pending"]);
  });
});

describe("an Ingress", () => {
  const rules = [{ http: { paths: [{ path: "/", backend: { service: { name: "web" } } }] } }];
  const status = { loadBalancer: { ingress: [{ ip: "127.0.0.1" }] } };
  const spec = { ingressClassName: "nginx", rules };
  const routed = (rest: Properties = {}) => object("networking.k8s.io/v1", "Ingress", { spec, ...rest });
  const web = { metadata: { name: "web" }, spec: SELECTOR };

  it.each<[string, Related, Properties]>([
    ["waiting: the Service web that a rule names is not there", {}, { status }],
    ["waiting: no pod behind the Service web is ready yet", { services: [web] }, { status }],
    [
      "waiting: no pod behind the Service web is ready yet",
      { services: [web], slices: [slice("other", true)] },
      { status },
    ],
    [
      "waiting: no controller of the Ingress class nginx has published an address for it yet",
      { services: [web], slices: [slice("web", true)] },
      {},
    ],
    ["ready", { services: [web], slices: [slice("web", true)] }, { status }],
  ])("is %s", (verdict, related, rest) => {
    expect(said(ingress, routed(rest), related)).toBe(verdict);
  });

  it("may lead to an external name, for which there are no pods", () => {
    const external = { metadata: { name: "web" }, spec: { type: "ExternalName" } };
    expect(said(ingress, routed({ status }), { services: [external] })).toBe("ready");
  });

  it("waits for the default backend too", () => {
    const only = { spec: { defaultBackend: { service: { name: "fallback" } } }, status };
    expect(said(ingress, routed(only))).toBe("waiting: the Service fallback that a rule names is not there");
  });
});
