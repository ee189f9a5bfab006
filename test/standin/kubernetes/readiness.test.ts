import type { types } from "@pulumi/kubernetes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "../../../tools/airgap/providers/kit/index.ts";
import { leftBehind, type Plugin } from "../support/plugin.ts";
import { IMAGE, TestNamespace } from "./support/namespace.ts";

const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const GATEWAY = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
const INGRESS = "kubernetes:networking.k8s.io/v1:Ingress";
const JOB = "kubernetes:batch/v1:Job";
const POD = "kubernetes:core/v1:Pod";
const SERVICE = "kubernetes:core/v1:Service";
const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";

const SLEEP = ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"];

describe("the wait of the kubernetes stand-in", () => {
  let namespace: TestNamespace;
  let plugin: Plugin;

  beforeAll(async () => {
    namespace = await TestNamespace.create();
    plugin = await namespace.plugin();
  });
  afterAll(async () => {
    plugin.stop();
    await namespace.remove();
  });

  function template(name: string, container: Properties = {}) {
    const main = { name: "main", image: IMAGE, command: SLEEP } satisfies types.input.core.v1.Container;
    const containers: Properties[] = [{ ...main, ...container }];
    return { metadata: { labels: { app: name } }, spec: { terminationGracePeriodSeconds: 1, containers } };
  }

  function workload(name: string, container: Properties = {}, rest: Properties = {}): Properties {
    const selector = { matchLabels: { app: name } };
    return { metadata: { name }, spec: { selector, template: template(name, container), ...rest } };
  }

  function readyEndpoints(service: string): Promise<string> {
    const path = "{.items[*].endpoints[*].conditions.ready}";
    const selector = `--selector=kubernetes.io/service-name=${service}`;
    return namespace.kubectl("get", "endpointslices", selector, `--output=jsonpath=${path}`);
  }

  /** What a creation that must fail left behind. */
  async function failure(attempt: Promise<unknown>) {
    const error = await attempt.then(
      () => new Error("it did not fail"),
      (reason: unknown) => reason,
    );
    const left = leftBehind(error);
    if (left === undefined) throw error;
    return left;
  }

  it("ends when every replica of a Deployment is available, after updates too", async () => {
    const args = (value: string) => workload("web", { env: [{ name: "A", value }] }, { replicas: 2 });
    const web = await plugin.create(DEPLOYMENT, "web", args("1"));
    expect(web.outputs).toMatchObject({ status: { availableReplicas: 2, updatedReplicas: 2 } });
    const updated = await plugin.update(web, args("2"));
    expect(updated.outputs).toMatchObject({
      status: { availableReplicas: 2, updatedReplicas: 2, replicas: 2 },
    });
    expect(await namespace.field("deployment/web", ".spec.template.spec.containers[0].env[0].value")).toBe(
      "2",
    );
    await plugin.delete(updated);
    expect((await namespace.kubectl("get", "pods", "--selector=app=web", "--output=name")).trim()).toBe("");
  });

  it("fails for an image that cannot be had, names pod and reason, and leaves the Deployment in the state", async () => {
    const args = workload("broken", { image: "127.0.0.1:5000/none:1" });
    const { id, outputs, reasons } = await failure(plugin.create(DEPLOYMENT, "broken", args, { timeout: 8 }));
    expect(id).toBe(`${namespace.name}/broken`);
    expect(outputs).toMatchObject({ kind: "Deployment", metadata: { name: "broken" } });
    const [reason = ""] = reasons;
    expect(reason).toContain("broken timed out waiting to be ready, after 8 s");
    expect(reason).toContain("0 of 1 pods are available");
    expect(reason).toMatch(
      new RegExp(
        `\\[Pod ${namespace.name}/broken-[^\\]]+\\]: container "main": \\[(ErrImagePull|ImagePullBackOff)\\]`,
      ),
    );
  });

  it("fails at once where the cluster itself gives up a rollout", async () => {
    const args = workload("late", { image: "127.0.0.1:5000/none:1" }, { progressDeadlineSeconds: 3 });
    const { reasons } = await failure(plugin.create(DEPLOYMENT, "late", args));
    expect(reasons[0]).toContain("late failed\n    - [ProgressDeadlineExceeded]");
  });

  it("says why pods cannot even be made", async () => {
    await namespace.apply({
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "tight", namespace: namespace.name },
      spec: { hard: { "requests.nvidia.com/gpu": "0" } },
    });
    const args = workload("greedy", { resources: { limits: { "nvidia.com/gpu": "1" } } });
    const { reasons } = await failure(plugin.create(DEPLOYMENT, "greedy", args, { timeout: 5 }));
    expect(reasons[0]).toContain("[FailedCreate]");
    expect(reasons[0]).toContain("exceeded quota: tight");
    await namespace.kubectl("delete", "resourcequota", "tight");
  });

  it("ends when every pod of a StatefulSet is of the newest revision", async () => {
    const args = (value: string) =>
      workload("db", { env: [{ name: "A", value }] }, { serviceName: "db", replicas: 2 });
    const db = await plugin.create(STATEFUL_SET, "db", args("1"));
    expect(db.outputs).toMatchObject({ status: { readyReplicas: 2 } });
    await plugin.update(db, args("2"));
    const values = "{.items[*].spec.containers[0].env[0].value}";
    expect(await namespace.kubectl("get", "pods", "--selector=app=db", `--output=jsonpath=${values}`)).toBe(
      "2 2",
    );
  });

  it("ends when a Job is complete, and fails with how it ended", async () => {
    const job = (name: string, command: string): Properties => {
      const { spec } = template(name, { command: ["sh", "-c", command] });
      return { spec: { backoffLimit: 0, template: { spec: { ...spec, restartPolicy: "Never" } } } };
    };
    const done = await plugin.create(JOB, "done", job("done", "true"));
    expect(done.outputs).toMatchObject({ status: { succeeded: 1 } });
    const { reasons } = await failure(plugin.create(JOB, "failing", job("failing", "exit 3")));
    expect(reasons[0]).toContain("[BackoffLimitExceeded]");
    expect(reasons[0]).toContain('container "main": it ended with exit code 3 [Error]');
  });

  it("makes a Job anew that has not completed, where the program says so", async () => {
    const annotations = { "pulumi.com/replaceUnready": "true", "pulumi.com/skipAwait": "true" };
    const { spec } = template("again");
    const args: Properties = {
      metadata: { annotations },
      spec: { template: { spec: { ...spec, restartPolicy: "Never" } } },
    };
    const job = await plugin.create(JOB, "again", args);
    expect(await plugin.diff(job, args)).toStrictEqual({
      changed: ['metadata.annotations["pulumi.com/replaceUnready"]'],
      replaces: ['metadata.annotations["pulumi.com/replaceUnready"]'],
      deleteBeforeReplace: false,
    });
    await plugin.delete(job);
  });

  it("of a Service ends with the first ready pod, and that of its Ingress with an address", async () => {
    const ready = workload("shop", {}, { replicas: 1 });
    const web = plugin.create(DEPLOYMENT, "shop", ready);
    const args = { metadata: { name: "shop" }, spec: { selector: { app: "shop" }, ports: [{ port: 80 }] } };
    const service = await plugin.create(SERVICE, "shop", args);
    expect(await readyEndpoints("shop")).toContain("true");
    expect(service.outputs).toMatchObject({ spec: { type: "ClusterIP" } });
    await web;
    const backend = { service: { name: "shop", port: { number: 80 } } };
    const rules = [{ host: "standin.test", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }];
    const ingress = await plugin.create(INGRESS, "shop", {
      metadata: { name: "shop" },
      spec: { ingressClassName: "traefik", rules },
    });
    expect(ingress.outputs).toMatchObject({ status: { loadBalancer: { ingress: [{ ip: "127.0.0.1" }] } } });
  });

  it("of a Service that leads nowhere says so", async () => {
    const args = { metadata: { name: "void" }, spec: { selector: { app: "void" }, ports: [{ port: 80 }] } };
    const { reasons } = await failure(plugin.create(SERVICE, "void", args, { timeout: 2 }));
    expect(reasons[0]).toContain(
      "no pod behind it is ready yet\n    - no pod has the labels of its selector",
    );
  });

  it("is skipped where the program says so", async () => {
    const annotations = { "pulumi.com/skipAwait": "true" };
    const args = {
      metadata: { name: "skipped", annotations },
      spec: { selector: { app: "x" }, ports: [{ port: 80 }] },
    };
    expect((await plugin.create(SERVICE, "skipped", args, { timeout: 2 })).id).toBe(
      `${namespace.name}/skipped`,
    );
  });

  it("of a claim ends at once where its class waits for the first pod, and fails where there is no class", async () => {
    const claim = (name: string, rest: Properties): Properties => ({
      metadata: { name },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } }, ...rest },
    });
    const { outputs } = await plugin.create(CLAIM, "data", claim("data", {}));
    expect(outputs).toMatchObject({ status: { phase: "Pending" } });
    const { reasons } = await failure(
      plugin.create(CLAIM, "none", claim("none", { storageClassName: "none" }), { timeout: 2 }),
    );
    expect(reasons[0]).toContain("it is Pending, not bound; there is no storage class none");
  });

  it("of a custom resource is for what the annotation says", async () => {
    const gateway = (name: string, waitFor: string): Properties => ({
      metadata: { name, annotations: { "pulumi.com/waitFor": waitFor } },
      spec: { gatewayClassName: "traefik", listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
    });
    const { outputs } = await plugin.create(GATEWAY, "gate", gateway("gate", "condition=Accepted"));
    expect(outputs).toMatchObject({ kind: "Gateway" });
    const { reasons } = await failure(
      plugin.create(GATEWAY, "shut", gateway("shut", "condition=Haunted"), { timeout: 2 }),
    );
    expect(reasons[0]).toContain("condition=Haunted does not hold yet");
  });

  it("for a removal ends when the object is gone, and says which finalizer holds it", async () => {
    const finalizers = ["muelle.test/held"];
    const map = await plugin.create(CONFIG_MAP, "held", {
      metadata: { name: "held", finalizers, annotations: { "pulumi.com/timeoutSeconds": "1" } },
    });
    await expect(plugin.delete(map)).rejects.toThrow(
      "held is still there after 1 s\n    - it waits for its finalizers: muelle.test/held",
    );
    await namespace.kubectl(
      "patch",
      "configmap",
      "held",
      "--type=json",
      '--patch=[{"op":"remove","path":"/metadata/finalizers"}]',
    );
    await plugin.delete(map);
    expect(await namespace.exists("configmap/held")).toBe(false);
  });

  it("is not repeated by a read, which says what is not ready at this moment", async () => {
    const annotations = { "pulumi.com/skipAwait": "true" };
    const args: Properties = {
      metadata: { name: "sick", annotations },
      spec: template("sick", { image: "127.0.0.1:5000/none:1" }).spec,
    };
    const pod = await plugin.create(POD, "sick", args);
    expect(await plugin.read(pod)).toMatchObject({ id: pod.id });
    const bare = { ...args, metadata: { name: "sick" } };
    await namespace.kubectl("annotate", "pod", "sick", "pulumi.com/skipAwait-");
    const { reasons } = await failure(plugin.read({ ...pod, inputs: bare }));
    expect(reasons[0]).toMatch(new RegExp(`^Pod ${namespace.name}/sick is not ready`));
  });
});
