import { describe, expect, it } from "vitest";
import { kubeconfigVariable, localClusterSettings } from "../../../../tools/pulumi/local-cluster.ts";

describe("localClusterSettings", () => {
  const cluster = {
    kubeconfig: "/cache/kubeconfig",
    context: "muelle",
    ingressClass: "traefik",
    ingressPort: 8000,
    registry: "127.0.0.1:5000",
  };
  const kubernetes = "config:\n  muelle:platform: kubernetes\n";

  it("points a stack that names no cluster at the local one, its Ingress class and its registry", () => {
    expect(localClusterSettings(kubernetes, cluster)).toEqual({
      context: "muelle",
      ingressClass: "traefik",
      ingressPort: "8000",
      registry: "127.0.0.1:5000",
    });
  });

  it("keeps what the stack has", () => {
    const file = `${kubernetes}  muelle:registry: registry.example.com/team\n`;
    expect(localClusterSettings(file, cluster)).toEqual({
      context: "muelle",
      ingressClass: "traefik",
      ingressPort: "8000",
    });
  });

  it.each(["muelle:context: production", "muelle:kubeconfig: ~/.kube/production"])(
    "leaves a stack alone that names its cluster: %s",
    (line) => {
      expect(localClusterSettings(`${kubernetes}  ${line}\n`, cluster)).toEqual({});
    },
  );

  it("has nothing for Docker", () => {
    expect(localClusterSettings("config:\n  muelle:platform: docker\n", cluster)).toEqual({});
    expect(localClusterSettings("", cluster)).toEqual({});
  });
});

describe("kubeconfigVariable", () => {
  it("adds the local cluster's kubeconfig where the user has named none", () => {
    expect(kubeconfigVariable({}, "/cache/kubeconfig")["KUBECONFIG"]).toMatch(/(?:^|:)\/cache\/kubeconfig$/);
  });

  it("leaves alone what the user has named", () => {
    expect(kubeconfigVariable({ KUBECONFIG: "/mine" }, "/cache/kubeconfig")).toEqual({});
  });

  it("adds nothing where there is no local cluster", () => {
    expect(kubeconfigVariable({}, undefined)).toEqual({});
  });
});
