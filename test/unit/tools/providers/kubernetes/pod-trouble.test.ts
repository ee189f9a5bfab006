import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { podTroubles } from "../../../../../tools/airgap/providers/kubernetes/await/pod-trouble.ts";
import { pod } from "./manifests.ts";

function container(state: Properties, rest: Properties = {}): Properties {
  return { phase: "Running", containerStatuses: [{ name: "web", state, ...rest }] };
}

const ENDED = { terminated: { exitCode: 137, reason: "OOMKilled" } };

describe("what keeps a pod from being ready", () => {
  it.each<[string, Properties, string]>([
    [
      "no node that takes it",
      {
        phase: "Pending",
        conditions: [
          {
            type: "PodScheduled",
            status: "False",
            reason: "Unschedulable",
            message: "0/1 nodes: too little cpu",
          },
        ],
      },
      "[Unschedulable] 0/1 nodes: too little cpu",
    ],
    [
      "an image that cannot be had",
      container({ waiting: { reason: "ImagePullBackOff", message: 'Back-off pulling image "a"' } }),
      'container "web": [ImagePullBackOff] Back-off pulling image "a"',
    ],
    [
      "a container that ends again and again",
      container({ waiting: { reason: "CrashLoopBackOff", message: "back-off 10s" } }, { lastState: ENDED }),
      'container "web": [CrashLoopBackOff] back-off 10s (last time it ended with exit code 137 [OOMKilled])',
    ],
    [
      "a container that ended badly",
      container({ terminated: { exitCode: 3, reason: "Error", message: "no database\n" } }),
      'container "web": it ended with exit code 3 [Error]: no database',
    ],
    [
      "a container that does not get ready",
      container({ running: {} }, { ready: false, started: true }),
      'container "web": running but not ready',
    ],
    [
      "an init container",
      {
        phase: "Pending",
        initContainerStatuses: [
          { name: "wait", state: { waiting: { reason: "CreateContainerConfigError" } } },
        ],
        containerStatuses: [{ name: "web", state: { waiting: { reason: "PodInitializing" } } }],
      },
      'container "wait": [CreateContainerConfigError]',
    ],
    [
      "an eviction",
      { phase: "Failed", reason: "Evicted", message: "low on disk" },
      "Failed: Evicted: low on disk",
    ],
  ])("%s", (_, status, trouble) => {
    expect(podTroubles([pod(status)])).toStrictEqual([`[Pod shop/web-1]: ${trouble}`]);
  });

  it.each<[string, Properties]>([
    ["is ready", { phase: "Running", conditions: [{ type: "Ready", status: "True" }] }],
    ["has ended well", { phase: "Succeeded" }],
    [
      "has just ended well",
      { phase: "Running", conditions: [{ type: "Ready", status: "False", reason: "PodCompleted" }] },
    ],
  ])("is nothing where it %s", (_, status) => {
    expect(podTroubles([pod(status)])).toStrictEqual([]);
  });

  it("is not told of pods on their way out", () => {
    const leaving = {
      ...pod({ phase: "Pending" }),
      metadata: { name: "a", deletionTimestamp: "2026-01-01" },
    };
    expect(podTroubles([leaving])).toStrictEqual([]);
  });

  it("is told of five pods at most", () => {
    const many = Array.from({ length: 9 }, (_, index) => pod({ phase: "Pending" }, `web-${index}`));
    expect(podTroubles(many)).toHaveLength(5);
  });
});
