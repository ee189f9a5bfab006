import { describe, expect, it } from "vitest";
import { UNKNOWN, type Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { withAt } from "../../../../../tools/airgap/providers/kubernetes/manifest/at.ts";
import type { Manifest } from "../../../../../tools/airgap/providers/kubernetes/manifest/manifest.ts";
import { diff } from "../../../../../tools/airgap/providers/kubernetes/plan/diff.ts";
import { deployment, object } from "./manifests.ts";

interface Options {
  /** What the object was last. @default - as it was given, with what the server adds */
  readonly live?: Manifest;
  readonly ignoreChanges?: readonly string[];
}

function full(
  oldInputs: Manifest,
  news: Manifest,
  { live = served(oldInputs), ignoreChanges = [] }: Options = {},
) {
  return diff(
    { oldInputs, oldOutputs: live, news, ignoreChanges },
    { defaultNamespace: "default", enableConfigMapMutable: false, enableSecretMutable: false },
  );
}

/** Every change as one line. */
function changes(oldInputs: Manifest, news: Manifest, options?: Options): string[] {
  return [...full(oldInputs, news, options).changes].map(
    ([path, { kind, replace, drift }]) =>
      `${kind} ${path}${replace ? " (replace)" : ""}${drift === true ? " (drift)" : ""}`,
  );
}

/** The object as the server answers: with defaults, status and metadata of its own. */
function served(manifest: Manifest): Manifest {
  const metadata: Properties = {
    ...(manifest["metadata"] as Properties),
    uid: "1",
    resourceVersion: "7",
    managedFields: [],
  };
  return { ...manifest, metadata, status: { phase: "Active" } };
}

describe("the difference between two states of an object", () => {
  it("is none where the program says the same", () => {
    expect(changes(deployment(), deployment())).toStrictEqual([]);
  });

  it("is a path for every changed value", () => {
    expect(changes(deployment(), deployment({ image: "nginx:1.31" }, { replicas: 2 }))).toStrictEqual([
      "update spec.template.spec.containers[0].image",
      "add spec.replicas",
    ]);
  });

  it("shows what the program no longer says and the object still has", () => {
    const old = deployment({ args: ["a"] });
    expect(changes(old, deployment())).toStrictEqual(["delete spec.template.spec.containers[0].args"]);
  });

  it("leaves out what the cluster sets itself", () => {
    const live = withAt(served(deployment()), ["spec", "replicas"], 1);
    expect(changes(deployment(), deployment(), { live })).toStrictEqual([]);
  });

  it("shows drift of what the program says", () => {
    const live = served(deployment({ image: "evil:1" }));
    expect(changes(deployment(), deployment(), { live })).toStrictEqual([
      "update spec.template.spec.containers[0].image (drift)",
    ]);
  });

  it("takes quantities for what they amount to", () => {
    const resources = (cpu: string, memory: string) => ({ resources: { limits: { cpu, memory } } });
    const old = deployment(resources("0.1", "1024Mi"));
    const live = served(deployment(resources("100m", "1Gi")));
    expect(changes(old, old, { live })).toStrictEqual([]);
    expect(changes(old, deployment(resources("0.2", "1024Mi")), { live })).toStrictEqual([
      "update spec.template.spec.containers[0].resources.limits.cpu",
    ]);
  });

  it("does not take the value of a variable for a quantity", () => {
    const env = (value: string) => ({ env: [{ name: "A", value }] });
    expect(changes(deployment(env("1")), deployment(env("1000m")))).toStrictEqual([
      "update spec.template.spec.containers[0].env[0].value",
    ]);
  });

  it("takes empty lists and maps that the server leaves out for what they are", () => {
    const policy = object("networking.k8s.io/v1", "NetworkPolicy", {
      spec: { podSelector: {}, ingress: [], policyTypes: ["Ingress"] },
    });
    const live = object("networking.k8s.io/v1", "NetworkPolicy", { spec: { policyTypes: ["Ingress"] } });
    expect(changes(policy, policy, { live })).toStrictEqual([]);
  });

  it("takes empty texts, zeros and switches that are off, which the server leaves out, for what they are", () => {
    const given = deployment({
      env: [{ name: "A", value: "" }],
      stdin: false,
      livenessProbe: { initialDelaySeconds: 0 },
    });
    const live = served(deployment({ env: [{ name: "A" }], livenessProbe: {} }));
    expect(changes(given, given, { live })).toStrictEqual([]);
    const on = served(deployment({ env: [{ name: "A", value: "x" }], stdin: true, livenessProbe: {} }));
    expect(changes(given, given, { live: on })).toStrictEqual([
      "update spec.template.spec.containers[0].env[0].value (drift)",
      "update spec.template.spec.containers[0].stdin (drift)",
    ]);
    expect(changes(deployment({}, { replicas: 2 }), deployment({}, { replicas: 0 }))).toStrictEqual([
      "update spec.replicas",
    ]);
  });

  it("sees an empty map that is new", () => {
    const volumes = (volume: Properties) => deployment({}, { template: { spec: { volumes: [volume] } } });
    expect(
      changes(volumes({ name: "tmp" }), volumes({ name: "tmp", emptyDir: {} })).filter((change) =>
        change.includes("emptyDir"),
      ),
    ).toStrictEqual(["add spec.template.spec.volumes[0].emptyDir"]);
  });

  it("takes a value that is not known yet for a change", () => {
    expect(changes(deployment(), deployment({ image: UNKNOWN }))).toStrictEqual([
      "update spec.template.spec.containers[0].image",
    ]);
  });

  it("ignores what the program ignores", () => {
    const options = { ignoreChanges: ["spec.replicas", "spec.template.spec.containers[*].image"] };
    const news = deployment({ image: "nginx:1.31" }, { replicas: 3 });
    expect(changes(deployment({}, { replicas: 1 }), news, options)).toStrictEqual([]);
  });

  it("takes the default namespace for no namespace", () => {
    const bare = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
    const placed = { ...bare, metadata: { name: "a", namespace: "default" } };
    expect(changes(placed, bare)).toStrictEqual([]);
  });
});

describe("lists", () => {
  const env = (...names: readonly string[]) => ({ env: names.map((name) => ({ name, value: "1" })) });

  it("with keys are compared by them: a new first entry is one addition", () => {
    expect(changes(deployment(env("B")), deployment(env("A", "B")))).toStrictEqual([
      "add spec.template.spec.containers[0].env[0]",
    ]);
  });

  it("with keys show an entry that the program no longer has", () => {
    expect(changes(deployment(env("A", "B")), deployment(env("B")))).toStrictEqual([
      "delete spec.template.spec.containers[0].env[0]",
    ]);
  });

  it("with keys leave entries of others alone", () => {
    const live = served(deployment(env("A", "INJECTED")));
    expect(changes(deployment(env("A")), deployment(env("A")), { live })).toStrictEqual([]);
  });

  it("with keys show another order", () => {
    expect(changes(deployment(env("A", "B")), deployment(env("B", "A")))).toStrictEqual([
      "update spec.template.spec.containers[0].env",
    ]);
  });

  it("with keys take another key at the same place for a change of the entry", () => {
    expect(changes(deployment(env("A")), deployment(env("B")))).toStrictEqual([
      "update spec.template.spec.containers[0].env[0].name",
    ]);
  });

  it("without keys are compared by place, and entries of others are drift", () => {
    const policy = (...ports: readonly number[]) =>
      object("networking.k8s.io/v1", "NetworkPolicy", {
        spec: { ingress: [{ ports: ports.map((port) => ({ port, protocol: "TCP" })) }] },
      });
    expect(changes(policy(80), policy(80), { live: policy(80, 22) })).toStrictEqual([
      "delete spec.ingress[0].ports[1] (drift)",
    ]);
    expect(changes(policy(80), policy(81))).toStrictEqual(["update spec.ingress[0].ports[0].port"]);
    expect(changes(policy(80, 81), policy(80))).toStrictEqual(["delete spec.ingress[0].ports[1]"]);
  });

  it("of ports know the protocol that the server fills in", () => {
    const service = (...ports: readonly Properties[]) => object("v1", "Service", { spec: { ports } });
    const live = service({ port: 80, protocol: "TCP", targetPort: 8080 });
    expect(changes(service({ port: 80 }), service({ port: 80 }), { live })).toStrictEqual([]);
  });
});

describe("a replacement", () => {
  it("deletes first where the name is the program's and stays", () => {
    const next = deployment({}, { selector: { matchLabels: { app: "new" } } });
    expect(changes(deployment(), next)).toStrictEqual(["update spec.selector.matchLabels.app (replace)"]);
    expect(full(deployment(), next).deleteBeforeReplace).toBe(true);
  });

  it("creates first where the name is generated", () => {
    const annotations = { "pulumi.com/autonamed": "true" };
    const map = (value: string) => ({
      ...object("v1", "ConfigMap", { data: { a: value } }),
      metadata: { name: "a-12345678", namespace: "shop", annotations },
    });
    expect(changes(map("1"), map("2"))).toStrictEqual(["update data.a (replace)"]);
    expect(full(map("1"), map("2")).deleteBeforeReplace).toBe(false);
  });

  it("creates first where the name, or the namespace, is another", () => {
    const renamed = withAt(deployment(), ["metadata", "name"], "web2");
    const moved = withAt(deployment(), ["metadata", "namespace"], "other");
    expect(changes(deployment(), renamed)).toStrictEqual(["update metadata.name (replace)"]);
    expect(full(deployment(), renamed).deleteBeforeReplace).toBe(false);
    expect(full(deployment(), moved).deleteBeforeReplace).toBe(false);
  });

  it("is not asked for by an update in place", () => {
    expect(full(deployment(), deployment({ image: "b" })).deleteBeforeReplace).toBe(false);
  });
});

describe("a Secret", () => {
  const secret = (rest: Properties) => object("v1", "Secret", rest);
  const live = secret({ data: { password: "Z2VoZWlt" } });

  it("is the same in plain text as the server keeps it in base64", () => {
    const plain = secret({ stringData: { password: "geheim" } });
    expect(changes(plain, plain, { live })).toStrictEqual([]);
  });

  it("is replaced for another value, shown where the program gives it", () => {
    const olds = secret({ stringData: { password: "geheim" } });
    expect(changes(olds, secret({ stringData: { password: "neu" } }), { live })).toStrictEqual([
      "update stringData.password (replace)",
    ]);
    const encoded = secret({ data: { password: "bmV1" } });
    expect(changes(olds, encoded, { live })).toStrictEqual(["update data.password (replace)"]);
  });

  it("takes base64 with line breaks for the same", () => {
    const broken = secret({ data: { password: "Z2Vo\nZWlt" } });
    expect(changes(broken, broken, { live })).toStrictEqual([]);
  });
});
