import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { customResourceDefinition } from "../../../../../tools/airgap/providers/kubernetes/await/custom-resource-definition.ts";
import { namespace } from "../../../../../tools/airgap/providers/kubernetes/await/namespace.ts";
import { persistentVolumeClaim } from "../../../../../tools/airgap/providers/kubernetes/await/persistent-volume-claim.ts";
import { persistentVolume } from "../../../../../tools/airgap/providers/kubernetes/await/persistent-volume.ts";
import type { Judge, Related } from "../../../../../tools/airgap/providers/kubernetes/await/verdict.ts";
import { object } from "./manifests.ts";

function said(judge: Judge, rest: Properties, related: Related = {}): string {
  const verdict = judge.decide(object("v1", "It", rest), related);
  return verdict.state === "ready" ? "ready" : `${verdict.state}: ${verdict.why}`;
}

function storageClass(volumeBindingMode: string) {
  return { metadata: { name: "fast" }, volumeBindingMode };
}

describe("a claim", () => {
  const spec = { storageClassName: "fast" };
  const pending = { spec, status: { phase: "Pending" } };

  it.each<[string, Properties, Related]>([
    ["ready", { spec, status: { phase: "Bound" } }, {}],
    ["ready", pending, { classes: [storageClass("WaitForFirstConsumer")] }],
    ["waiting: it is Pending, not bound", pending, { classes: [storageClass("Immediate")] }],
    ["waiting: it is Pending, not bound; there is no storage class fast", pending, { classes: [] }],
    [
      "waiting: it is Lost, not bound",
      { spec, status: { phase: "Lost" } },
      { classes: [storageClass("Immediate")] },
    ],
    ["waiting: it names no storage class, and the cluster has no default one", { spec: {} }, {}],
  ])("is %s", (verdict, rest, related) => {
    expect(said(persistentVolumeClaim, rest, related)).toBe(verdict);
  });
});

describe("a volume", () => {
  it("is ready when it is available or bound", () => {
    expect(said(persistentVolume, { status: { phase: "Available" } })).toBe("ready");
    expect(said(persistentVolume, { status: { phase: "Bound" } })).toBe("ready");
    expect(said(persistentVolume, { status: { phase: "Failed" } })).toBe("waiting: it is Failed");
  });
});

describe("a Namespace", () => {
  it("is ready when it is active", () => {
    expect(said(namespace, { status: { phase: "Active" } })).toBe("ready");
    expect(said(namespace, { status: { phase: "Terminating" } })).toBe("waiting: it is Terminating");
  });
});

describe("a definition of a kind", () => {
  const condition = (type: string, status: string) => ({
    status: { conditions: [{ type, status, message: "why" }] },
  });

  it("is ready when the API serves the kind", () => {
    expect(said(customResourceDefinition, condition("Established", "True"))).toBe("ready");
    expect(said(customResourceDefinition, {})).toBe("waiting: the API does not serve the kind yet");
  });

  it("has failed where another one has its names", () => {
    expect(said(customResourceDefinition, condition("NamesAccepted", "False"))).toBe("failed: why");
  });
});
