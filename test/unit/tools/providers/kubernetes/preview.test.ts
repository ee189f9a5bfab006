import { describe, expect, it } from "vitest";
import { UNKNOWN, type Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import {
  previewOfCreation,
  previewOfUpdate,
} from "../../../../../tools/airgap/providers/kubernetes/resource/preview.ts";
import { deployment, object } from "./manifests.ts";

const FRESH: Properties = {
  creationTimestamp: UNKNOWN,
  generation: UNKNOWN,
  resourceVersion: UNKNOWN,
  uid: UNKNOWN,
};

describe("the preview of a creation", () => {
  it("knows what the dry run filled in, and that the rest is not known", () => {
    const dryRun = {
      ...deployment({ imagePullPolicy: "IfNotPresent" }),
      metadata: { name: "web", namespace: "shop", uid: "1", managedFields: [] },
      status: {},
    };
    const expected: Properties = {
      ...deployment({ imagePullPolicy: "IfNotPresent" }),
      metadata: { name: "web", namespace: "shop", ...FRESH },
      status: UNKNOWN,
    };
    expect(previewOfCreation(deployment(), dryRun)).toStrictEqual(expected);
  });

  it("is the inputs where there is no dry run", () => {
    const expected: Properties = {
      ...deployment(),
      metadata: { name: "web", namespace: "shop", ...FRESH },
      status: UNKNOWN,
    };
    expect(previewOfCreation(deployment(), undefined)).toStrictEqual(expected);
  });

  it("does not promise the address that a dry run gave out", () => {
    const service = object("v1", "Service", { spec: { ports: [{ port: 80 }] } });
    const dryRun = object("v1", "Service", { spec: { clusterIP: "10.0.0.7", clusterIPs: ["10.0.0.7"] } });
    const spec: Properties = { clusterIP: UNKNOWN, clusterIPs: UNKNOWN };
    expect(previewOfCreation(service, dryRun)["spec"]).toStrictEqual(spec);
  });

  it("knows that a headless Service has none", () => {
    const service = object("v1", "Service", { spec: {} });
    const dryRun = object("v1", "Service", { spec: { clusterIP: "None" } });
    expect(previewOfCreation(service, dryRun)["spec"]).toStrictEqual({ clusterIP: "None" });
  });
});

describe("the preview of an update", () => {
  const old = {
    ...deployment(),
    metadata: { name: "web", namespace: "shop", uid: "1", resourceVersion: "7" },
    status: { replicas: 1 },
    __fieldManager: "me",
  };

  it("keeps what an update cannot change", () => {
    const expected: Properties = {
      ...old,
      ...deployment({ image: "b" }),
      metadata: { name: "web", namespace: "shop", uid: "1", resourceVersion: UNKNOWN },
    };
    expect(previewOfUpdate(deployment({ image: "b" }), old, undefined)).toStrictEqual(expected);
  });

  it("is the dry run's answer where there is one", () => {
    const dryRun = deployment({ image: "b", imagePullPolicy: "Always" });
    expect(previewOfUpdate(deployment({ image: "b" }), old, dryRun)["spec"]).toStrictEqual(dryRun["spec"]);
  });
});
