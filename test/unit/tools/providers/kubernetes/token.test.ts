import { describe, expect, it } from "vitest";
import { parseToken } from "../../../../../tools/airgap/providers/kubernetes/manifest/token.ts";

describe("the kind behind a resource type", () => {
  it.each([
    ["kubernetes:core/v1:Secret", "v1", "Secret"],
    ["kubernetes:apps/v1:Deployment", "apps/v1", "Deployment"],
    ["kubernetes:networking.k8s.io/v1:Ingress", "networking.k8s.io/v1", "Ingress"],
    ["kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", "gateway.networking.k8s.io/v1", "HTTPRoute"],
  ])("of %s", (token, apiVersion, kind) => {
    expect(parseToken(token)).toStrictEqual({ apiVersion, kind });
  });

  it.each([
    "kubernetes:helm.sh/v3:Release",
    "kubernetes:yaml/v2:ConfigFile",
    "kubernetes:yaml:ConfigFile",
    "kubernetes:kustomize/v2:Directory",
  ])("rejects %s, which is no object of the API", (token) => {
    expect(() => parseToken(token)).toThrow(
      `the stand-in for the kubernetes provider does not support the resource type ${token}; ` +
        "it knows the kinds of the Kubernetes API, custom resources among them",
    );
  });
});
