import { spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isProperties, type Value } from "../../../tools/airgap/providers/kit/index.ts";
import { layout } from "../../support/cluster.ts";
import { TestStack } from "../support/stack.ts";
import { IMAGE, TestNamespace } from "./support/namespace.ts";

/** Whether the state holds the property encrypted. */
function isEncrypted(value: Value | undefined): boolean {
  return isProperties(value) && "ciphertext" in value;
}

describe("the kubernetes stand-in under a real `pulumi up`", () => {
  let namespace: TestNamespace;
  let stack: TestStack;

  beforeAll(async () => {
    namespace = await TestNamespace.create();
  });
  beforeEach(async () => {
    stack = await TestStack.create("kubernetes", { KUBECONFIG: layout.kubeconfig });
  });
  afterEach(async () => {
    await stack.remove();
  });
  afterAll(async () => {
    await namespace.remove();
  });

  /** Source that all programs begin with. */
  function start(name = namespace.name): string {
    return `
      const provider = new kubernetes.Provider("cluster", { context: "muelle", namespace: "${name}" });
      const on = { provider };
      const sleep = ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"];
      const pod = (app, container = {}, spec = {}) => ({
        metadata: { labels: { app } },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [{ name: "main", image: "${IMAGE}", command: sleep, ...container }],
          ...spec,
        },
      });
      const web = (app, container = {}, more = {}) => ({
        metadata: { name: app },
        spec: { selector: { matchLabels: { app } }, template: pod(app, container), ...more },
      });
    `;
  }

  it("brings everything up in a namespace of its own, finds nothing to do then, and leaves nothing behind", async () => {
    const own = `${namespace.name}-own`;
    await stack.program(`${start(own)}
      const namespace = new kubernetes.core.v1.Namespace("own", { metadata: { name: "${own}" } }, on);
      const within = { ...on, dependsOn: [namespace] };
      const account = new kubernetes.core.v1.ServiceAccount("account", { metadata: { name: "web" } }, within);
      const settings = new kubernetes.core.v1.ConfigMap("settings", { data: { a: "1" }, immutable: true }, within);
      const secret = new kubernetes.core.v1.Secret("secret", { stringData: { b: "2" } }, within);
      const claim = new kubernetes.core.v1.PersistentVolumeClaim("claim", {
        metadata: { name: "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1024Ki" } } },
      }, within);
      const env = [{ name: "A", valueFrom: { configMapKeyRef: { name: settings.metadata.name, key: "a" } } },
                   { name: "B", valueFrom: { secretKeyRef: { name: secret.metadata.name, key: "b" } } }];
      const volumeMounts = [{ name: "data", mountPath: "/data" }];
      new kubernetes.apps.v1.Deployment("web", {
        metadata: { name: "web" },
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: pod("web", { env, volumeMounts, resources: { requests: { cpu: "0.01", memory: "8192Ki" } } }, {
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
        spec: { ingressClassName: "traefik", rules: [{ host: "up.standin.test", http: { paths: [{
          path: "/", pathType: "Prefix", backend: { service: { name: service.metadata.name, port: { number: 80 } } },
        }] } }] },
      }, within);
      new kubernetes.apiextensions.CustomResource("gate", {
        apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway",
        metadata: { name: "gate", annotations: { "pulumi.com/waitFor": "condition=Accepted" } },
        spec: { gatewayClassName: "traefik", listeners: [{ name: "http", port: 80, protocol: "HTTP" }] },
      }, within);
      new kubernetes.batch.v1.Job("job", {
        spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "${IMAGE}", command: ["true"] }] } } },
      }, within);
    `);
    await stack.must("preview");
    await stack.up();
    expect((await stack.run("preview", "--expect-no-changes")).output).toContain("17 unchanged");
    const refreshed = await stack.run("preview", "--refresh", "--expect-no-changes", "--diff");
    expect(refreshed.code, refreshed.output).toBe(0);
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await namespace.exists(`namespace/${own}`)).toBe(false);
  });

  it("shows an update in the preview, touches nothing, and then makes it", async () => {
    const program = (value: string) =>
      `${start()} new kubernetes.apps.v1.Deployment("web", web("shown", { env: [{ name: "A", value: "${value}" }] }), on);`;
    await stack.program(program("1"));
    await stack.up();
    await stack.program(program("2"));
    const preview = await stack.must("preview", "--diff");
    expect(preview).toMatch(/~ value: "1" => "2"/);
    const path = ".spec.template.spec.containers[0].env[0].value";
    expect(await namespace.field("deployment/shown", path)).toBe("1");
    await stack.up();
    expect(await namespace.field("deployment/shown", path)).toBe("2");
  });

  it("makes a changed ConfigMap anew before the old one goes, and rolls what names it", async () => {
    const program = (value: string) => `${start()}
      const settings = new kubernetes.core.v1.ConfigMap("settings", { data: { a: "${value}" } }, on);
      const env = [{ name: "A", valueFrom: { configMapKeyRef: { name: settings.metadata.name, key: "a" } } }];
      new kubernetes.apps.v1.Deployment("web", web("rolled", { env }), on);
      export const settingsName = settings.metadata.name;`;
    await stack.program(program("1"));
    await stack.up();
    const old = await stack.output("settingsName");
    await stack.program(program("2"));
    const output = await stack.up();
    expect(await stack.output("settingsName")).not.toBe(old);
    expect(output.indexOf("Deployment web updated")).toBeGreaterThan(
      output.indexOf("ConfigMap settings created replacement"),
    );
    expect(output.indexOf("ConfigMap settings deleting original")).toBeGreaterThan(
      output.indexOf("Deployment web updated"),
    );
    expect(await namespace.exists(`configmap/${old}`)).toBe(false);
  });

  it("deletes first what keeps its name", async () => {
    const program = (app: string) => `${start()}
      new kubernetes.apps.v1.Deployment("web", {
        metadata: { name: "kept" }, spec: { selector: { matchLabels: { app: "${app}" } }, template: pod("${app}") },
      }, on);`;
    await stack.program(program("one"));
    await stack.up();
    const uid = await namespace.field("deployment/kept", ".metadata.uid");
    await stack.program(program("two"));
    await stack.must("preview");
    const output = await stack.up();
    expect(output).toContain("1 replaced");
    expect(await namespace.field("deployment/kept", ".metadata.uid")).not.toBe(uid);
    expect(await namespace.field("deployment/kept", ".spec.selector.matchLabels.app")).toBe("two");
  });

  it("names pod and reason of a rollout that fails, keeps the old version, and recovers at the next update", async () => {
    const program = (image: string) =>
      `${start()} new kubernetes.apps.v1.Deployment("web", web("bad", { image: "${image}" }, { progressDeadlineSeconds: 4 }), on);`;
    await stack.program(program(IMAGE));
    await stack.up();
    await stack.program(program("127.0.0.1:5000/none:1"));
    const { code, output } = await stack.run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("[ProgressDeadlineExceeded]");
    expect(output).toMatch(
      /\[Pod standin-\S+\/bad-\S+\]: container "main": \[(ErrImagePull|ImagePullBackOff)\]/,
    );
    expect(await namespace.field("deployment/bad", ".status.availableReplicas")).toBe("1");
    await stack.program(program(IMAGE));
    await stack.up();
    expect((await stack.run("preview", "--expect-no-changes")).code).toBe(0);
  });

  it("does not lose what was being waited for when the update is interrupted", async () => {
    await stack.program(
      `${start()} new kubernetes.apps.v1.Deployment("web", web("stopped", { image: "127.0.0.1:5000/none:1" }), on);`,
    );
    const { command, args, options } = stack.invocation("up", "--yes", "--skip-preview");
    const child = spawn(command, args, { ...options, stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await namespace.kubectl("wait", "deployment/stopped", "--for=create", "--timeout=60s");
    await namespace.kubectl("wait", "deployment/stopped", "--for=condition=Progressing", "--timeout=60s");
    child.kill("SIGINT");
    expect(await ended).not.toBe(0);
    expect((await stack.resource("web"))["initErrors"]).toStrictEqual([
      expect.stringContaining("the wait for stopped was interrupted"),
    ]);
    await stack.must("destroy", "--yes", "--skip-preview");
    expect(await namespace.exists("deployment/stopped")).toBe(false);
  });

  it("shows what was changed and removed behind Pulumi's back, and puts it back", async () => {
    await stack.program(`${start()}
      new kubernetes.apps.v1.Deployment("web", web("drifted", {}, { replicas: 1 }), on);
      new kubernetes.core.v1.ConfigMap("map", { metadata: { name: "removed" }, data: { a: "1" } }, on);`);
    await stack.up();
    await namespace.kubectl("scale", "deployment/drifted", "--replicas=0");
    await namespace.kubectl("set", "env", "deployment/drifted", "EVIL=1");
    await namespace.kubectl("delete", "configmap", "removed");
    const preview = await stack.must("preview", "--refresh", "--diff");
    expect(preview).toMatch(/~ replicas: 0 => 1/);
    expect(preview).toContain("+ kubernetes:core/v1:ConfigMap: (create)");
    await stack.must("up", "--yes", "--skip-preview", "--refresh");
    expect(await namespace.field("deployment/drifted", ".spec.replicas")).toBe("1");
    expect(await namespace.field("configmap/removed", ".data.a")).toBe("1");
  });

  it("leaves the replicas to an autoscaler where the program ignores them", async () => {
    const program = (value: string) => `${start()}
      new kubernetes.apps.v1.Deployment("web", web("scaled", { env: [{ name: "A", value: "${value}" }] }, { replicas: 1 }),
        { ...on, ignoreChanges: ["spec.replicas"] });`;
    await stack.program(program("1"));
    await stack.up();
    await namespace.kubectl("scale", "deployment/scaled", "--replicas=2");
    await stack.program(program("2"));
    await stack.up();
    expect(await namespace.field("deployment/scaled", ".spec.replicas")).toBe("2");
  });

  it("keeps secrets out of the state, the output and the errors", async () => {
    await stack.program(`${start()}
      new kubernetes.core.v1.Secret("plain", { stringData: { a: "geheim-1" } }, on);
      new kubernetes.core.v1.Secret("secret", { metadata: { name: "fixed" }, data: { a: pulumi.secret("Z2VoZWltLTI=") } }, on);`);
    const output = await stack.must("up", "--yes", "--diff");
    const preview = await stack.must("preview", "--refresh", "--diff");
    const state = await stack.stateText();
    for (const value of ["geheim", "Z2VoZWlt"]) expect(state + output + preview).not.toContain(value);
    for (const name of ["plain", "secret"]) {
      const { inputs, outputs } = await stack.resource(name);
      expect(isProperties(outputs) && isEncrypted(outputs["data"])).toBe(true);
      expect(isProperties(inputs) && isEncrypted(inputs[name === "plain" ? "stringData" : "data"])).toBe(
        true,
      );
    }
    expect(await namespace.field("secret/fixed", ".data.a")).toBe("Z2VoZWltLTI=");
  });

  it("imports what is there already", async () => {
    await namespace.kubectl("create", "secret", "generic", "foreign", "--from-literal=a=geheim-3");
    await stack.program(`${start()}
      new kubernetes.core.v1.Secret("foreign", { metadata: { name: "foreign" }, data: { a: pulumi.secret("Z2VoZWltLTM=") }, type: "Opaque" },
        { ...on, import: "${namespace.name}/foreign" });`);
    const output = await stack.up();
    expect(output).toContain("1 imported");
    expect((await stack.stateText()) + output).not.toMatch(/geheim|Z2VoZWlt/);
    expect((await stack.run("preview", "--expect-no-changes")).code).toBe(0);
  });
});
