import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { TestNamespace } from "../support/namespace.ts";
import type { TestStack } from "../support/stack.ts";

const VALUE = ".spec.template.spec.containers[0].env[0].value";

describe("a change on Kubernetes", () => {
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

  /** A workload with one variable. */
  function workload(kind: string, app: string, value: string, rest = "{}", options = "on"): string {
    return `${namespace.start()}
      const env = [{ name: "A", value: "${value}" }];
      new kubernetes.apps.v1.${kind}("web", web("${app}", { env }, ${rest}), ${options});`;
  }

  it("is shown by the preview, which touches nothing, and then made in place", async () => {
    await stack.up(workload("Deployment", "shown", "1", "{ replicas: 2 }"));
    const uid = await namespace.field("deployment/shown", ".metadata.uid");
    await stack.program(workload("Deployment", "shown", "2", "{ replicas: 2 }"));
    expect(await stack.must("preview", "--diff")).toMatch(/~ value: "1" => "2"/);
    expect(await namespace.field("deployment/shown", VALUE)).toBe("1");
    await stack.up();
    expect(await namespace.field("deployment/shown", VALUE)).toBe("2");
    expect(await namespace.field("deployment/shown", ".metadata.uid")).toBe(uid);
    // The update ends when the rollout does.
    const { updatedReplicas, availableReplicas } = JSON.parse(
      await namespace.field("deployment/shown", ".status"),
    ) as Readonly<Record<string, number>>;
    expect({ updatedReplicas, availableReplicas }).toStrictEqual({
      updatedReplicas: 2,
      availableReplicas: 2,
    });
  });

  it("of a StatefulSet reaches every pod", async () => {
    const rest = '{ serviceName: "db", replicas: 2 }';
    await stack.up(workload("StatefulSet", "db", "1", rest));
    await stack.up(workload("StatefulSet", "db", "2", rest));
    const values = "{.items[*].spec.containers[0].env[0].value}";
    // Whoever lists pods may still be told of one that is on its way out.
    await eventually(async () => {
      const args = ["get", "pods", "--selector=app=db", `--output=jsonpath=${values}`];
      expect(await namespace.kubectl(...args)).toBe("2 2");
    });
  });

  it("takes away what the program no longer says", async () => {
    const program = (labels: string) => `${namespace.start()}
      new kubernetes.core.v1.Service("web", {
        metadata: { name: "labelled", labels: ${labels} },
        spec: { clusterIP: "None", ports: [{ port: 80 }], selector: { app: "none" } },
      }, on);`;
    await stack.up(program('{ a: "1", b: "2" }'));
    await stack.up(program('{ a: "1" }'));
    expect(await namespace.field("service/labelled", ".metadata.labels")).toBe('{"a":"1"}');
  });

  it.each([
    ["ConfigMap", 'data: { a: "VALUE" }, immutable: true'],
    ["Secret", 'stringData: { a: "VALUE" }, immutable: true'],
  ])("of a %s makes a new one before the old one goes, and rolls what names it", async (kind, data) => {
    const reference = kind === "Secret" ? "secretKeyRef" : "configMapKeyRef";
    const program = (value: string) => `${namespace.start()}
      const settings = new kubernetes.core.v1.${kind}("settings", { ${data.replace("VALUE", value)} }, on);
      const env = [{ name: "A", valueFrom: { ${reference}: { name: settings.metadata.name, key: "a" } } }];
      new kubernetes.apps.v1.Deployment("web", web("rolled", { env }), on);
      export const settingsName = settings.metadata.name;`;
    await stack.up(program("1"));
    const { settingsName: old } = await stack.outputs();
    expect(old).toMatch(/^settings-[0-9a-f]{8}$/);
    const output = await stack.up(program("2"));
    expect((await stack.outputs())["settingsName"]).not.toBe(old);
    const order = [
      `${kind} settings created replacement`,
      "Deployment web updated",
      `${kind} settings deleting original`,
    ];
    const places = order.map((line) => output.indexOf(line));
    expect(places).not.toContain(-1);
    expect(places).toStrictEqual([...places].sort((a, b) => a - b));
    expect(await namespace.exists(`${kind}/${String(old)}`)).toBe(false);
  });

  it("of what cannot change deletes first what keeps its name", async () => {
    const program = (app: string) => `${namespace.start()}
      new kubernetes.apps.v1.Deployment("web", {
        metadata: { name: "kept" }, spec: { selector: { matchLabels: { app: "${app}" } }, template: pod("${app}") },
      }, on);`;
    await stack.up(program("one"));
    const uid = await namespace.field("deployment/kept", ".metadata.uid");
    await stack.program(program("two"));
    await stack.must("preview");
    expect(await stack.up()).toContain("1 replaced");
    expect(await namespace.field("deployment/kept", ".metadata.uid")).not.toBe(uid);
    expect(await namespace.field("deployment/kept", ".spec.selector.matchLabels.app")).toBe("two");
  });

  it("leaves the replicas to an autoscaler where the program ignores them", async () => {
    const options = '{ ...on, ignoreChanges: ["spec.replicas"] }';
    await stack.up(workload("Deployment", "scaled", "1", "{ replicas: 1 }", options));
    await namespace.kubectl("scale", "deployment/scaled", "--replicas=2");
    await stack.up(workload("Deployment", "scaled", "2", "{ replicas: 1 }", options));
    expect(await namespace.field("deployment/scaled", ".spec.replicas")).toBe("2");
    expect(await namespace.field("deployment/scaled", VALUE)).toBe("2");
  });

  it("makes a Job anew that has not completed, where the program says so", async () => {
    const program = `${namespace.start()}
      const annotations = { "pulumi.com/replaceUnready": "true", "pulumi.com/skipAwait": "true" };
      const { spec } = pod("again");
      const job = new kubernetes.batch.v1.Job("again", {
        metadata: { annotations }, spec: { template: { spec: { ...spec, restartPolicy: "Never" } } },
      }, on);
      export const jobName = job.metadata.name;`;
    await stack.up(program);
    const { jobName } = await stack.outputs();
    expect(await stack.up()).toContain("1 replaced");
    expect((await stack.outputs())["jobName"]).not.toBe(jobName);
  });
});
