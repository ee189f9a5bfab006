import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { daemonSet } from "../../../../../tools/airgap/providers/kubernetes/await/daemon-set.ts";
import { deployment } from "../../../../../tools/airgap/providers/kubernetes/await/deployment.ts";
import { job } from "../../../../../tools/airgap/providers/kubernetes/await/job.ts";
import { pod } from "../../../../../tools/airgap/providers/kubernetes/await/pod.ts";
import { statefulSet } from "../../../../../tools/airgap/providers/kubernetes/await/stateful-set.ts";
import type { Judge } from "../../../../../tools/airgap/providers/kubernetes/await/verdict.ts";
import { object, pod as aPod } from "./manifests.ts";

function workload(kind: string, status: Properties, spec: Properties = {}, generation = 2) {
  const metadata = { name: "web", namespace: "shop", generation };
  const selector = { matchLabels: { app: "web" } };
  return { ...object("apps/v1", kind), metadata, spec: { replicas: 2, selector, ...spec }, status };
}

/** The verdict as one line. */
function said(judge: Judge, manifest: Properties): string {
  const verdict = judge.decide(manifest, {});
  return verdict.state === "ready" ? "ready" : `${verdict.state}: ${verdict.why}`;
}

const SEEN = { observedGeneration: 2 };
const CURRENT = { currentRevision: "b", updateRevision: "b" };

describe("a Deployment", () => {
  it.each<[string, Properties]>([
    ["waiting: the controller has not seen the change yet", { observedGeneration: 1, availableReplicas: 2 }],
    ["waiting: the controller has not seen the change yet", {}],
    ["waiting: 1 of 2 pods are updated", { ...SEEN, replicas: 3, updatedReplicas: 1, availableReplicas: 2 }],
    [
      "waiting: 1 old pods are still there",
      { ...SEEN, replicas: 3, updatedReplicas: 2, availableReplicas: 3 },
    ],
    [
      "waiting: 1 of 2 pods are available",
      { ...SEEN, replicas: 2, updatedReplicas: 2, availableReplicas: 1 },
    ],
    ["ready", { ...SEEN, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }],
    [
      'failed: [ProgressDeadlineExceeded] ReplicaSet "web-1" has timed out progressing.',
      {
        ...SEEN,
        replicas: 3,
        updatedReplicas: 1,
        conditions: [
          {
            type: "Progressing",
            status: "False",
            reason: "ProgressDeadlineExceeded",
            message: 'ReplicaSet "web-1" has timed out progressing.',
          },
        ],
      },
    ],
  ])("is %s", (verdict, status) => {
    expect(said(deployment, workload("Deployment", status))).toBe(verdict);
  });

  it.each([
    [
      "the last rollout, which is no longer what counts",
      "2026-01-01T00:00:09Z",
      "waiting: 1 of 2 pods are updated",
    ],
    ["this one", "2026-01-01T00:00:01Z", "failed: [ProgressDeadlineExceeded]"],
  ])("may say that a rollout failed of %s", (_, time, verdict) => {
    const failure = {
      type: "Progressing",
      status: "False",
      reason: "ProgressDeadlineExceeded",
      lastUpdateTime: "2026-01-01T00:00:05Z",
    };
    const changed = workload("Deployment", {
      ...SEEN,
      replicas: 3,
      updatedReplicas: 1,
      conditions: [failure],
    });
    const managedFields = [
      { manager: "me", operation: "Apply", time, fieldsV1: { "f:spec": {} } },
      { manager: "controller", operation: "Update", time: "2026-01-01T00:01:00Z", subresource: "status" },
    ];
    const metadata = { name: "web", namespace: "shop", generation: 2, managedFields };
    expect(said(deployment, { ...changed, metadata })).toBe(verdict);
  });

  it("without replicas is ready without pods", () => {
    expect(said(deployment, workload("Deployment", SEEN, { replicas: 0 }))).toBe("ready");
  });

  it("that is paused is not waited for", () => {
    expect(said(deployment, workload("Deployment", {}, { paused: true }))).toBe("ready");
  });

  it("looks at the pods that its selector finds", () => {
    const expression = { key: "tier", operator: "In", values: ["a", "b"] };
    const selector = { matchLabels: { app: "web" }, matchExpressions: [expression] };
    expect(deployment.related?.(workload("Deployment", {}, { selector }))).toStrictEqual({
      pods: { apiVersion: "v1", kind: "Pod", namespace: "shop", labelSelector: "app=web,tier in (a,b)" },
    });
  });

  it("names why its replicas cannot be made, before the pods", () => {
    const conditions = [
      { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: "exceeded quota" },
      { type: "Available", status: "False", reason: "MinimumReplicasUnavailable", message: "too few" },
    ];
    const pods = [
      aPod({ containerStatuses: [{ name: "web", state: { waiting: { reason: "ErrImagePull" } } }] }),
    ];
    expect(deployment.troubles?.(workload("Deployment", { conditions }), { pods })).toStrictEqual([
      "[FailedCreate] exceeded quota",
      "[MinimumReplicasUnavailable] too few",
      '[Pod shop/web-1]: container "web": [ErrImagePull]',
    ]);
  });

  it("that is scaling works all the same, one that is not available does not", () => {
    const conditions = (available: string) => [{ type: "Available", status: available }];
    expect(deployment.isCalm?.(workload("Deployment", { conditions: conditions("True") }))).toBe(true);
    expect(deployment.isCalm?.(workload("Deployment", { conditions: conditions("False") }))).toBe(false);
  });
});

describe("a StatefulSet", () => {
  it.each<[string, Properties]>([
    ["waiting: the controller has not seen the change yet", { observedGeneration: 1 }],
    ["waiting: 1 of 2 pods are ready", { ...SEEN, ...CURRENT, replicas: 2, readyReplicas: 1 }],
    ["waiting: 1 pods too many are still there", { ...SEEN, ...CURRENT, replicas: 3, readyReplicas: 3 }],
    [
      "waiting: 1 of 2 pods are updated",
      { ...SEEN, ...CURRENT, currentRevision: "a", replicas: 2, readyReplicas: 2, updatedReplicas: 1 },
    ],
    ["ready", { ...SEEN, ...CURRENT, replicas: 2, readyReplicas: 2 }],
  ])("is %s", (verdict, status) => {
    expect(said(statefulSet, workload("StatefulSet", status))).toBe(verdict);
  });

  it("with a partition is ready once the pods above it are updated", () => {
    const status = { ...SEEN, ...CURRENT, currentRevision: "a", replicas: 2, readyReplicas: 2 };
    const spec = { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } } };
    expect(said(statefulSet, workload("StatefulSet", { ...status, updatedReplicas: 0 }, spec))).toBe(
      "waiting: 0 of 1 pods are updated",
    );
    expect(said(statefulSet, workload("StatefulSet", { ...status, updatedReplicas: 1 }, spec))).toBe("ready");
  });

  it("whose pods the user updates is not waited for that long", () => {
    const status = { ...SEEN, currentRevision: "a", updateRevision: "b", replicas: 2, readyReplicas: 2 };
    expect(said(statefulSet, workload("StatefulSet", status, { updateStrategy: { type: "OnDelete" } }))).toBe(
      "ready",
    );
  });
});

describe("a DaemonSet", () => {
  it.each<[string, Properties]>([
    ["waiting: the controller has not seen the change yet", {}],
    [
      "waiting: 1 of 3 pods are updated",
      { ...SEEN, desiredNumberScheduled: 3, updatedNumberScheduled: 1, numberAvailable: 3 },
    ],
    [
      "waiting: 2 of 3 pods are available",
      { ...SEEN, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 2 },
    ],
    ["ready", { ...SEEN, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 }],
  ])("is %s", (verdict, status) => {
    expect(said(daemonSet, workload("DaemonSet", status))).toBe(verdict);
  });
});

describe("a Job", () => {
  const failure = { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "too often" };
  it.each<[string, Properties]>([
    ["waiting: 0 of 1 pods have ended well", {}],
    ["waiting: 0 of 1 pods have ended well, 2 have failed", { failed: 2 }],
    ["failed: [BackoffLimitExceeded] too often", { conditions: [failure] }],
    ["ready", { conditions: [{ type: "Complete", status: "True" }] }],
  ])("is %s", (verdict, status) => {
    expect(said(job, workload("Job", status, { replicas: 0 }))).toBe(verdict);
  });

  it("that is suspended is not waited for", () => {
    expect(said(job, workload("Job", {}, { suspend: true }))).toBe("ready");
  });
});

describe("a Pod", () => {
  it.each<[string, Properties]>([
    ["waiting: it is not looked at yet", {}],
    ["waiting: it is Running", { phase: "Running" }],
    ["ready", { phase: "Running", conditions: [{ type: "Ready", status: "True" }] }],
    ["ready", { phase: "Succeeded" }],
    ["failed: it is Failed", { phase: "Failed" }],
  ])("is %s", (verdict, status) => {
    expect(said(pod, aPod(status))).toBe(verdict);
  });
});
