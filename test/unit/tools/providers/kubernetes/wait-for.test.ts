import { describe, expect, it } from "vitest";
import { judgeOf } from "../../../../../tools/airgap/providers/kubernetes/await/judges.ts";
import { timeoutOf } from "../../../../../tools/airgap/providers/kubernetes/await/timeout.ts";
import { waitFor } from "../../../../../tools/airgap/providers/kubernetes/await/wait-for.ts";
import { deployment as judge } from "../../../../../tools/airgap/providers/kubernetes/await/deployment.ts";
import { deployment, object } from "./manifests.ts";

const gateway = object("gateway.networking.k8s.io/v1", "Gateway", {
  status: {
    conditions: [
      { type: "Accepted", status: "True" },
      { type: "Programmed", status: "False", reason: "Pending", message: "no address" },
    ],
    addresses: [{ value: "192.0.2.1" }],
    ready: 2,
  },
});

function said(annotation: string): string {
  const verdict = waitFor(annotation).decide(gateway, {});
  return verdict.state === "ready" ? "ready" : verdict.why;
}

describe("the annotation pulumi.com/waitFor", () => {
  it.each([
    ["condition=Accepted", "ready"],
    ["condition=Programmed=False", "ready"],
    ["condition=Programmed", "condition=Programmed does not hold yet: [Pending] no address"],
    ["condition=Other", "condition=Other does not hold yet"],
    ["jsonpath={.status.addresses}", "ready"],
    ["jsonpath={.status.ready}=2", "ready"],
    ["jsonpath={.status.ready}=3", "jsonpath={.status.ready}=3 does not hold yet"],
    ["jsonpath={.status.nothing}", "jsonpath={.status.nothing} does not hold yet"],
    ['jsonpath={.status.conditions[?(@.type=="Accepted")].status}=True', "ready"],
    ['["condition=Accepted","jsonpath={.status.addresses[*].value}=192.0.2.1"]', "ready"],
    [
      '["condition=Accepted","condition=Programmed"]',
      "condition=Programmed does not hold yet: [Pending] no address",
    ],
  ])("%s: %s", (annotation, verdict) => {
    expect(said(annotation)).toBe(verdict);
  });

  it.each(["ready", "condition=", "jsonpath=.status", "[]", "[1]", "[condition=A]"])(
    "rejects %s",
    (annotation) => {
      expect(() => waitFor(annotation)).toThrow(
        "pulumi.com/waitFor: expected condition=TYPE, condition=TYPE=STATUS, jsonpath={.path}, " +
          `jsonpath={.path}=VALUE or a JSON list of these, not ${annotation}`,
      );
    },
  );
});

describe("who is waited for", () => {
  const annotated = (annotations: Record<string, string>) => ({
    ...deployment(),
    metadata: { name: "web", annotations },
  });

  it("is a kind that can be unready", () => {
    expect(judgeOf(deployment())).toBe(judge);
  });

  it("is no other kind, and no custom resource", () => {
    expect(judgeOf(object("v1", "ConfigMap"))).toBeUndefined();
    expect(judgeOf(gateway)).toBeUndefined();
  });

  it("is not what says that it is not to be", () => {
    expect(judgeOf(annotated({ "pulumi.com/skipAwait": "true" }))).toBeUndefined();
    expect(judgeOf(annotated({ "pulumi.com/skipAwait": "false" }))).toBe(judge);
  });

  it("is not waited for by its annotation where the wait is skipped", () => {
    const both = { "pulumi.com/skipAwait": "true", "pulumi.com/waitFor": "condition=A" };
    expect(judgeOf(annotated(both))).toBeUndefined();
  });

  it("may say itself what to wait for", () => {
    expect(
      judgeOf(annotated({ "pulumi.com/waitFor": "condition=A" }))?.decide(deployment(), {}),
    ).toStrictEqual({
      state: "waiting",
      why: "condition=A does not hold yet",
    });
  });

  it("is waited for as long as the option says, else the annotation, else the kind", () => {
    const manifest = annotated({ "pulumi.com/timeoutSeconds": "30" });
    expect(timeoutOf(manifest, 5)).toBe(5);
    expect(timeoutOf(manifest, 0)).toBe(30);
    expect(timeoutOf(deployment(), 0)).toBe(600);
    expect(timeoutOf(object("v1", "Pod"), 0)).toBe(300);
    expect(timeoutOf(annotated({ "pulumi.com/timeoutSeconds": "soon" }), 0)).toBe(600);
  });
});
