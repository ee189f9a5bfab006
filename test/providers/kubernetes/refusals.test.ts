import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TestNamespace } from "../support/namespace.ts";
import type { TestStack } from "../support/stack.ts";

describe("an update on Kubernetes is refused", () => {
  let namespace: TestNamespace;
  let stack: TestStack;

  beforeAll(async () => {
    namespace = await TestNamespace.create();
  });
  beforeEach(async () => {
    stack = await namespace.stack();
  });
  afterEach(async () => {
    await stack.remove();
  });
  afterAll(async () => {
    await namespace.remove();
  });

  function map(name: string, more: string, options = "on"): string {
    return `new kubernetes.core.v1.ConfigMap("map", { metadata: { name: "${name}" }, ${more} }, ${options});`;
  }

  it("in the preview already, where the API server refuses a value, and leaves nothing behind", async () => {
    const ports = "{ clusterIP: 'None', ports: [{ port: 99999 }] }";
    const service = `new kubernetes.core.v1.Service("it", { metadata: { name: "it" }, spec: ${ports} }, on);`;
    await stack.program(namespace.start() + service);
    const { code, output } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(output).toContain("must be between 1 and 65535");
    expect(await namespace.exists("service/it")).toBe(false);
  });

  it("not for a field that the API server does not know: only the SDK's types refuse that", async () => {
    await stack.program(namespace.start() + map("it", "dta: {}"));
    await stack.must("preview");
  });

  it("not in the preview for a namespace that is yet to be made", async () => {
    await stack.program(namespace.start("providers-not-there") + map("it", 'data: { a: "1" }'));
    await stack.must("preview");
  });

  it("where somebody else owns a field that it would change, until the program insists", async () => {
    await namespace.kubectl("create", "configmap", "theirs", "--from-literal=a=theirs");
    const ours = 'data: { a: "ours" }';
    expect(await stack.failedUp(namespace.start() + map("theirs", ours))).toContain(
      'conflict with "kubectl-create"',
    );
    expect(await namespace.field("configmap/theirs", ".data.a")).toBe("theirs");
    const insist =
      'metadata: { name: "theirs", annotations: { "pulumi.com/patchForce": "true" } }, data: { a: "ours" }';
    await stack.up(namespace.start() + map("theirs", insist));
    expect(await namespace.field("configmap/theirs", ".data.a")).toBe("ours");
  });

  it("not for what is imported", async () => {
    await namespace.kubectl("create", "configmap", "found", "--from-literal=a=1");
    const options = `{ ...on, import: "${namespace.name}/found" }`;
    expect(await stack.up(namespace.start() + map("found", 'data: { a: "1" }', options))).toContain(
      "1 imported",
    );
    await stack.must("preview", "--diff", "--expect-no-changes");
  });

  it("for a kind that the cluster does not know", async () => {
    const output = await stack.failedUp(`${namespace.start()}
      new kubernetes.apiextensions.CustomResource("it", {
        apiVersion: "example.org/v1", kind: "Widget", metadata: { name: "it" },
      }, on);`);
    expect(output).toContain("Verify that any required CRDs have been created");
  });
});

describe("a cluster that does not answer", () => {
  let stack: TestStack;

  beforeAll(async () => {
    stack = await new TestNamespace().stack();
  });
  afterAll(async () => {
    await stack.remove();
  });

  function elsewhere(config: string): string {
    return `const provider = new kubernetes.Provider("cluster", ${config});
      new kubernetes.core.v1.ConfigMap("map", { metadata: { name: "map" }, data: { a: "1" } }, { provider });`;
  }

  const NOWHERE = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "a", cluster: { server: "https://127.0.0.1:59999" } }],
    users: [{ name: "a", user: {} }],
    contexts: [{ name: "a", context: { cluster: "a", user: "a" } }],
    "current-context": "a",
  });

  it.each([
    ["is not there", `{ kubeconfig: ${JSON.stringify(NOWHERE)} }`, "127.0.0.1:59999"],
    ["is not in the kubeconfig", '{ context: "other" }', "other"],
  ])("is named when it %s", async (_what, config, reason) => {
    const output = await stack.failedUp(elsewhere(config));
    expect(output).toContain("configured Kubernetes cluster is unreachable");
    expect(output).toContain(reason);
  });
});
