import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { IMAGE, NO_IMAGE, TestNamespace } from "../support/namespace.ts";
import type { TestStack } from "../support/stack.ts";

/** Options of a resource that is waited for no longer than this. */
function within(seconds: number): string {
  return `{ ...on, customTimeouts: { create: "${seconds}s", update: "${seconds}s" } }`;
}

describe("an update on Kubernetes waits", () => {
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

  function deployment(app: string, container = "{}", options = "on"): string {
    return `${namespace.start()}
      new kubernetes.apps.v1.Deployment("web", web("${app}", ${container}), ${options});`;
  }

  function service(name: string, options = "on", annotations = "{}"): string {
    return `const service = new kubernetes.core.v1.Service("service", {
      metadata: { name: "${name}", annotations: ${annotations} },
      spec: { selector: { app: "${name}" }, ports: [{ port: 80 }] },
    }, ${options});`;
  }

  it("for every replica; where one does not come, it names pod and reason, the old ones stay, and the next update mends it", async () => {
    await stack.up(deployment("bad"));
    const output = await stack.failedUp(deployment("bad", `{ image: "${NO_IMAGE}" }`, within(20)));
    expect(output).toContain("'bad' timed out waiting to be Ready");
    expect(output).toMatch(
      new RegExp(`\\[Pod ${namespace.name}/bad-[^\\]]+\\]: .*\\[(ErrImagePull|ImagePullBackOff)\\]`),
    );
    expect(await namespace.field("deployment/bad", ".status.availableReplicas")).toBe("1");
    expect((await stack.resource("web")).initErrors).not.toBeUndefined();
    await stack.up(deployment("bad"));
    await stack.mustBeUnchanged();
  });

  it("for a Job to complete, and fails with how it ended", async () => {
    const job = (name: string, script: string) => `
      new kubernetes.batch.v1.Job("${name}", {
        metadata: { name: "${name}" },
        spec: { backoffLimit: 0, template: { spec: { restartPolicy: "Never", containers: [
          { name: "main", image: "${IMAGE}", command: ["sh", "-c", "${script}"] },
        ] } } },
      }, on);`;
    await stack.up(namespace.start() + job("done", "true"));
    expect(await namespace.field("job/done", ".status.succeeded")).toBe("1");
    const output = await stack.failedUp(namespace.start() + job("done", "true") + job("failing", "exit 3"));
    expect(output).toContain("[BackoffLimitExceeded]");
  });

  it("for a Service to have a ready pod, and for its Ingress to have an address", async () => {
    await stack.up(`${deployment("shop")}
      ${service("shop")}
      const backend = { service: { name: service.metadata.name, port: { number: 80 } } };
      new kubernetes.networking.v1.Ingress("ingress", {
        metadata: { name: "shop" },
        spec: { ingressClassName: "traefik", rules: [{ host: "providers.test", http: { paths: [
          { path: "/", pathType: "Prefix", backend },
        ] } }] },
      }, on);`);
    const path = "{.items[*].endpoints[*].conditions.ready}";
    const selector = "--selector=kubernetes.io/service-name=shop";
    expect(await namespace.kubectl("get", "endpointslices", selector, `--output=jsonpath=${path}`)).toBe(
      "true",
    );
    expect(await namespace.field("ingress/shop", ".status.loadBalancer.ingress[0].ip")).not.toBe("");
  });

  it("for the pods of a Service, unless the program does not want the wait", async () => {
    const waited = await stack.up(namespace.start() + service("void", within(5)));
    expect(waited).toContain("Finding Pods to direct traffic to");
    const skipped = service("skipped", within(5), '{ "pulumi.com/skipAwait": "true" }');
    expect(await stack.up(namespace.start() + skipped)).not.toContain("Finding Pods");
    expect(await namespace.exists("service/skipped")).toBe(true);
  });

  it("not for a claim whose class waits for the first pod", async () => {
    await stack.up(`${namespace.start()}
      new kubernetes.core.v1.PersistentVolumeClaim("claim", {
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } } },
      }, on);`);
    expect(await namespace.field("persistentvolumeclaim/data", ".status.phase")).toBe("Pending");
  });

  it("for the condition of a custom resource that its annotation names", async () => {
    const gateway = (name: string, condition: string, options: string) => `
      new kubernetes.apiextensions.CustomResource("${name}", {
        apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway",
        metadata: { name: "${name}", annotations: { "pulumi.com/waitFor": "condition=${condition}" } },
        spec: { gatewayClassName: "traefik", listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
      }, ${options});`;
    await stack.up(namespace.start() + gateway("gate", "Accepted", "on"));
    const output = await stack.failedUp(namespace.start() + gateway("shut", "Haunted", within(5)));
    expect(output).toContain("timed out waiting for the condition");
  });

  it("and does not lose what was being waited for when it is interrupted", async () => {
    await stack.program(deployment("stopped", `{ image: "${NO_IMAGE}" }`));
    const { command, args, options } = stack.invocation("up", "--yes", "--skip-preview");
    const child = spawn(command, args, { ...options, stdio: "ignore" });
    const ended = once(child, "exit");
    await eventually(async () => {
      expect(await namespace.field("deployment/stopped", ".status.unavailableReplicas")).toBe("1");
    }, 60_000);
    child.kill("SIGINT");
    expect((await ended)[0]).not.toBe(0);
    expect((await stack.resource("web")).initErrors).not.toBeUndefined();
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await namespace.exists("deployment/stopped")).toBe(false);
  });
});
