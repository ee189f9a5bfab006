import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { prune } from "../../../../../tools/airgap/providers/kubernetes/manifest/prune.ts";
import { deployment, object } from "./manifests.ts";

describe("what became of the inputs", () => {
  it("is the inputs where nothing changed, whatever the cluster added", () => {
    const live = deployment(
      { imagePullPolicy: "Always" },
      { replicas: 1, strategy: { type: "RollingUpdate" } },
    );
    expect(prune(live, deployment())).toStrictEqual(deployment());
  });

  it("is the live value where somebody changed it", () => {
    expect(prune(deployment({ image: "b" }), deployment())).toStrictEqual(deployment({ image: "b" }));
  });

  it("lacks what somebody removed", () => {
    expect(prune(deployment(), deployment({ args: ["a"] }))).toStrictEqual(deployment());
  });

  it("stays in the inputs' words where the server means the same", () => {
    const limits = (cpu: string): Properties => ({ resources: { limits: { cpu } } });
    expect(prune(deployment(limits("100m")), deployment(limits("0.1")))).toStrictEqual(
      deployment(limits("0.1")),
    );
  });

  it("keeps empty values that the server leaves out", () => {
    const policy = object("networking.k8s.io/v1", "NetworkPolicy", {
      spec: { ingress: [], podSelector: {} },
    });
    const live = object("networking.k8s.io/v1", "NetworkPolicy", { spec: {} });
    expect(prune(live, policy)).toStrictEqual(policy);
  });

  it("takes an entry whose key somebody changed for the same one", () => {
    const ports = (port: number) => object("v1", "Service", { spec: { ports: [{ port }] } });
    expect(prune(ports(99), ports(80))).toStrictEqual(ports(99));
  });

  it("leaves out entries that others added to a keyed list, and keeps them in any other", () => {
    const env = (...names: readonly string[]) => deployment({ env: names.map((name) => ({ name })) });
    expect(prune(env("X", "A"), env("A"))).toStrictEqual(env("A"));
    const args = (...words: readonly string[]) => deployment({ args: words });
    expect(prune(args("a", "b"), args("a"))).toStrictEqual(args("a", "b"));
  });
});
