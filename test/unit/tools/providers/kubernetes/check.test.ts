import { describe, expect, it } from "vitest";
import { UNKNOWN, type Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { check } from "../../../../../tools/airgap/providers/kubernetes/plan/check.ts";

const withUnknown: Properties = { name: "a", namespace: UNKNOWN };
const CONFIG_MAP = { apiVersion: "v1", kind: "ConfigMap" };

function checked(news: Properties, { token = CONFIG_MAP, clusterWide = false } = {}) {
  return check(
    news,
    {},
    {
      token,
      defaultNamespace: clusterWide ? undefined : "default",
      name: "settings",
      urn: "urn:1",
      randomSeed: new Uint8Array([1]),
      autonaming: undefined,
    },
  );
}

describe("the check of an object", () => {
  it("fills in kind and namespace", () => {
    const { inputs, faults } = checked({ metadata: { name: "a" }, data: { b: "c" } });
    expect(faults).toStrictEqual([]);
    expect(inputs).toStrictEqual({
      ...CONFIG_MAP,
      metadata: { name: "a", namespace: "default" },
      data: { b: "c" },
    });
  });

  it("leaves a namespace that is given, or not known yet", () => {
    for (const metadata of [{ name: "a", namespace: "shop" }, withUnknown]) {
      expect(checked({ metadata }).inputs["metadata"]).toStrictEqual(metadata);
    }
  });

  it("gives no namespace to objects of the whole cluster", () => {
    const token = { apiVersion: "v1", kind: "Namespace" };
    const { inputs } = checked({ metadata: { name: "shop" } }, { token, clusterWide: true });
    expect(inputs["metadata"]).toStrictEqual({ name: "shop" });
  });

  it("leaves out what is null, at any depth", () => {
    const { inputs } = checked({ metadata: { name: "a", labels: null }, data: { b: null, c: "d" } });
    expect(inputs).toStrictEqual({
      ...CONFIG_MAP,
      metadata: { name: "a", namespace: "default" },
      data: { c: "d" },
    });
  });

  it("names an object without metadata", () => {
    expect(checked({}).inputs["metadata"]).toMatchObject({ namespace: "default" });
  });

  it.each<[string, Properties, string, string]>([
    [
      "a generated name of the API's own",
      { metadata: { generateName: "a-" } },
      "metadata.generateName",
      "is not supported with server-side apply; leave the name out to get a generated one",
    ],
    ["a name that is no text", { metadata: { name: 1 } }, "metadata.name", "must be a string"],
    [
      "a label that is no text",
      { metadata: { name: "a", labels: { port: 80 } } },
      'metadata.labels["port"]',
      "must be a string",
    ],
    [
      "annotations that are no map",
      { metadata: { name: "a", annotations: ["b"] } },
      "metadata.annotations",
      "must be a map of strings",
    ],
    ["metadata that is no object", { metadata: "a" }, "metadata", "must be an object"],
    [
      "a list of objects",
      { kind: "ConfigMapList", items: [] },
      "kind",
      "a ConfigMapList cannot be created; give each of its items as a resource of its own",
    ],
  ])("rejects %s", (_, news, path, message) => {
    expect(checked(news).faults).toStrictEqual([{ path, message }]);
  });

  it("rejects resources that only patch an object", () => {
    const token = { apiVersion: "apps/v1", kind: "DeploymentPatch" };
    expect(checked({ kind: "Deployment" }, { token }).faults).toStrictEqual([
      {
        path: "kind",
        message: "the stand-in does not support DeploymentPatch; give the whole object as a Deployment",
      },
    ]);
  });
});
