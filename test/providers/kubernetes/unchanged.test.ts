import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMAGE, TestNamespace } from "../support/namespace.ts";
import type { TestStack } from "../support/stack.ts";

describe("an unchanged program on Kubernetes", () => {
  let namespace: TestNamespace;
  let stack: TestStack;

  beforeAll(async () => {
    namespace = await TestNamespace.create();
    stack = await namespace.stack();
  });
  afterAll(async () => {
    await stack.remove();
    await namespace.remove();
  });

  it("changes nothing, and leaves nothing behind when it is destroyed, its own namespace included", async () => {
    const own = `${namespace.name}-own`;
    await stack.program(`${namespace.start(own)}
      const namespace = new kubernetes.core.v1.Namespace("own", { metadata: { name: "${own}" } }, on);
      const within = { ...on, dependsOn: [namespace] };
      const account = new kubernetes.core.v1.ServiceAccount("account", { metadata: { name: "web" } }, within);
      const settings = new kubernetes.core.v1.ConfigMap("settings", { data: { a: "1" }, immutable: true }, within);
      const secret = new kubernetes.core.v1.Secret("secret", { stringData: { b: "2" }, immutable: true }, within);
      const claim = new kubernetes.core.v1.PersistentVolumeClaim("claim", {
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } } },
      }, within);
      const env = [{ name: "A", valueFrom: { configMapKeyRef: { name: settings.metadata.name, key: "a" } } },
                   { name: "B", valueFrom: { secretKeyRef: { name: secret.metadata.name, key: "b" } } }];
      const volumeMounts = [{ name: "data", mountPath: "/data" }];
      new kubernetes.apps.v1.Deployment("web", {
        metadata: { name: "web" },
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: pod("web", { env, volumeMounts, resources: { requests: { cpu: "10m", memory: "8Mi" } } }, {
            serviceAccountName: account.metadata.name,
            volumes: [{ name: "data", persistentVolumeClaim: { claimName: claim.metadata.name } }],
          }),
        },
      }, within);
      const labels = { app: "web" };
      const service = new kubernetes.core.v1.Service("web", {
        metadata: { name: "web" }, spec: { selector: labels, ports: [{ port: 80 }] },
      }, within);
      new kubernetes.core.v1.Service("db", {
        metadata: { name: "db" }, spec: { clusterIP: "None", selector: { app: "db" }, ports: [{ port: 80 }] },
      }, within);
      new kubernetes.apps.v1.StatefulSet("db", web("db", {}, { serviceName: "db" }), within);
      new kubernetes.autoscaling.v2.HorizontalPodAutoscaler("web", {
        metadata: { name: "web" },
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, maxReplicas: 2,
          metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } }],
        },
      }, within);
      new kubernetes.policy.v1.PodDisruptionBudget("web", {
        metadata: { name: "web" }, spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
      }, within);
      new kubernetes.networking.v1.NetworkPolicy("deny", {
        metadata: { name: "deny" }, spec: { podSelector: {}, policyTypes: ["Egress"], egress: [] },
      }, within);
      new kubernetes.networking.v1.Ingress("web", {
        metadata: { name: "web" },
        spec: { ingressClassName: "traefik", rules: [{ host: "up.providers.test", http: { paths: [{
          path: "/", pathType: "Prefix", backend: { service: { name: service.metadata.name, port: { number: 80 } } },
        }] } }] },
      }, within);
      new kubernetes.apiextensions.CustomResource("gate", {
        apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway",
        metadata: { name: "gate", annotations: { "pulumi.com/waitFor": "condition=Accepted" } },
        spec: { gatewayClassName: "traefik", listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
      }, within);
      new kubernetes.batch.v1.Job("job", {
        metadata: { annotations: { "pulumi.com/replaceUnready": "true" } },
        spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "${IMAGE}", command: ["true"] }] } } },
      }, within);
    `);
    await stack.must("preview");
    await stack.up();
    expect((await stack.run("preview", "--expect-no-changes")).output).toContain("17 unchanged");
    await stack.mustBeUnchanged();
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await namespace.exists(`namespace/${own}`)).toBe(false);
  });

  it("changes nothing where a quantity is not spelt as the cluster spells it", async () => {
    const program = (cpu: string) => `${namespace.start()}
      const resources = { requests: { cpu: "${cpu}" } };
      new kubernetes.apps.v1.Deployment("web", web("spelt", { resources }), on);`;
    await stack.up(program("0.01"));
    await stack.mustBeUnchanged();
  });
});
