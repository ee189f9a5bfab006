import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TestNamespace } from "../support/namespace.ts";
import type { TestStack } from "../support/stack.ts";

describe("what was changed behind Pulumi's back on Kubernetes", () => {
  let namespace: TestNamespace;
  let stack: TestStack;
  let preview: string;

  beforeAll(async () => {
    namespace = await TestNamespace.create();
    stack = await namespace.stack();
    await stack.up(`${namespace.start()}
      new kubernetes.apps.v1.Deployment("web", web("drifted", {}, { replicas: 1 }), on);
      new kubernetes.core.v1.ConfigMap("map", { metadata: { name: "removed" }, data: { a: "1" } }, on);
      new kubernetes.core.v1.ConfigMap("labelled", { metadata: { name: "labelled" }, data: { a: "1" } }, on);`);
    await namespace.kubectl("scale", "deployment/drifted", "--replicas=0");
    await namespace.kubectl("label", "deployment/drifted", "configmap/labelled", "seen=yes");
    await namespace.kubectl("delete", "configmap", "removed");
    preview = await stack.must("preview", "--refresh", "--diff");
    await stack.must("up", "--yes", "--skip-preview", "--refresh");
  });
  afterAll(async () => {
    await stack.remove();
    await namespace.remove();
  });

  it("is shown by the preview of a refresh", () => {
    expect(preview).toMatch(/~ replicas\s*: 0 => 1/);
    expect(preview).toContain("+ kubernetes:core/v1:ConfigMap: (create)");
  });

  it("is put back, changed and removed alike", async () => {
    expect(await namespace.field("deployment/drifted", ".spec.replicas")).toBe("1");
    expect(await namespace.field("configmap/removed", ".data.a")).toBe("1");
  });

  it("stays where the program says nothing of it, and is no difference", async () => {
    expect(await namespace.field("configmap/labelled", ".metadata.labels.seen")).toBe("yes");
    await stack.mustBeUnchanged();
  });

  it("goes with an update of its object where kubectl has set it, as the provider takes over what kubectl set", async () => {
    expect(await namespace.field("deployment/drifted", ".metadata.labels.seen")).toBe("");
  });
});
