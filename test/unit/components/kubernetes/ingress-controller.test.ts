import { describe, expect, it } from "vitest";
import { controllerArgs } from "../../../../components/kubernetes/ingress-controller.ts";

describe("IngressController", () => {
  it("pins the chart, has two replicas and a class of its own, and takes no snippets", () => {
    expect(controllerArgs({})).toEqual({
      controller: {
        replicaCount: 2,
        allowSnippetAnnotations: false,
        ingressClassResource: {
          name: "nginx",
          enabled: true,
          default: false,
          controllerValue: "k8s.io/ingress-nginx",
        },
        minAvailable: 1,
      },
      helmOptions: { version: "4.15.1", namespace: "ingress-nginx", createNamespace: true },
    });
  });

  it("takes the image of a fork, over the digest that the chart has", () => {
    const image = { registry: "registry.example.com", image: "fork/controller", tag: "v1.16.0" };
    expect(controllerArgs({ image }).controller).toMatchObject({ image: { digest: "", ...image } });
  });
});
