import type { CoreV1Event, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { podTrouble } from "../../../../components/kubernetes/cluster/pod-trouble.ts";
import { explainRollout, failedWorkload } from "../../../../components/kubernetes/rollout-failure.ts";

function status(
  state: V1ContainerStatus["state"],
  fields: Partial<V1ContainerStatus> = {},
): V1ContainerStatus {
  return {
    name: "web",
    image: "web:1",
    imageID: "",
    ready: false,
    restartCount: 0,
    ...(state && { state }),
    ...fields,
  };
}

function pod(name: string, ...containerStatuses: V1ContainerStatus[]): V1Pod {
  return { metadata: { name }, status: { phase: "Running", containerStatuses } };
}

const backOff = status({
  waiting: { reason: "ImagePullBackOff", message: 'Back-off pulling image "web:2"' },
});
const ended = { exitCode: 3, reason: "Error" };
const crashed = status(
  { waiting: { reason: "CrashLoopBackOff", message: "back-off 10s restarting" } },
  { restartCount: 2, lastState: { terminated: ended } },
);

describe("podTrouble", () => {
  it.each<[string, V1ContainerStatus, ReturnType<typeof podTrouble>]>([
    [
      "an image that cannot be pulled",
      backOff,
      { reason: 'ImagePullBackOff: Back-off pulling image "web:2"', container: undefined, previous: false },
    ],
    [
      "a process that ends again and again",
      crashed,
      {
        reason: "CrashLoopBackOff, it ended with exit code 3: back-off 10s restarting",
        container: "web",
        previous: true,
      },
    ],
    [
      "a process that needs more memory",
      status({ terminated: { exitCode: 137, reason: "OOMKilled" } }),
      {
        reason: "it was killed for want of memory (OOMKilled): raise deploy.resources.limits.memory",
        container: "web",
        previous: false,
      },
    ],
    [
      "a health check that does not pass",
      status({ running: {} }, { restartCount: 1 }),
      {
        reason: "Unready: its health check has not passed, after 1 restarts",
        container: "web",
        previous: false,
      },
    ],
    ["no trouble", status({ running: {} }, { ready: true }), undefined],
  ])("tells %s", (_, container, trouble) => {
    expect(podTrouble(pod("web-1", container))).toEqual(trouble);
  });

  it("tells what waits for its dependencies", () => {
    const waiting: V1Pod = {
      status: {
        phase: "Pending",
        initContainerStatuses: [status({ running: {} }, { name: "wait-for-dependencies" })],
        containerStatuses: [status({ waiting: { reason: "PodInitializing" } })],
      },
    };
    expect(podTrouble(waiting)).toEqual({
      reason: "it waits for its dependencies",
      container: "wait-for-dependencies",
      previous: false,
    });
  });

  it("tells that no node takes it", () => {
    const conditions = [
      { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "Insufficient cpu" },
    ];
    expect(podTrouble({ status: { phase: "Pending", conditions } })?.reason).toBe(
      "Unschedulable: Insufficient cpu",
    );
  });
});

/** A cluster with these pods, logs by pod, and events. */
function cluster(
  items: V1Pod[],
  logs: Readonly<Record<string, string>> = {},
  events: readonly CoreV1Event[] = [],
): Parameters<typeof explainRollout>[0] {
  return {
    listNamespacedPod: () => Promise.resolve({ items: [...items] }),
    readNamespacedPodLog: ({ name }) => {
      const log = logs[name];
      return log === undefined ? Promise.reject(new Error("no log")) : Promise.resolve(log);
    },
    listNamespacedEvent: () => Promise.resolve({ items: [...events] }),
  };
}

const web = { service: "web", namespace: "shop-prod", selector: "app.kubernetes.io/name=web" };

describe("explainRollout", () => {
  it("names pods, reasons and log lines, and says who still serves", async () => {
    const core = cluster(
      [pod("web-1", backOff), pod("web-2", crashed), pod("web-3", status({ running: {} }, { ready: true }))],
      { "web-2": "starting\nno such file\n" },
    );
    expect(await explainRollout(core, { ...web, isUpdate: true })).toBe(
      [
        "services.web: the new version did not become ready",
        '  pod web-1: ImagePullBackOff: Back-off pulling image "web:2"',
        "  pod web-2: CrashLoopBackOff, it ended with exit code 3: back-off 10s restarting",
        "    its last log lines:",
        "      starting",
        "      no such file",
        "  Pods of the version before it that are ready go on serving. Mend the service and run `pulumi up` again.",
      ].join("\n"),
    );
  });

  it("says that a container logged nothing", async () => {
    expect(await explainRollout(cluster([pod("web-1", crashed)]), { ...web, isUpdate: false })).toBe(
      [
        "services.web: the service did not become ready",
        "  pod web-1: CrashLoopBackOff, it ended with exit code 3: back-off 10s restarting",
        "    it logged nothing",
      ].join("\n"),
    );
  });

  it("says why no pod was made", async () => {
    const event: CoreV1Event = {
      metadata: {},
      involvedObject: { name: "web-5d8f" },
      reason: "FailedCreate",
      message: 'violates PodSecurity "restricted"',
    };
    expect(await explainRollout(cluster([], {}, [event, event]), { ...web, isUpdate: false })).toBe(
      'services.web: the service did not become ready\n  FailedCreate: violates PodSecurity "restricted"',
    );
  });
});

describe("failedWorkload", () => {
  const labels = {
    "muelle.service": "web",
    "app.kubernetes.io/name": "web",
    "app.kubernetes.io/instance": "shop-prod",
  };
  const newInputs = { metadata: { namespace: "shop-prod", labels } };

  it("finds the pods of what failed", () => {
    expect(failedWorkload({ failedOperation: "update", newInputs })).toEqual({
      service: "web",
      namespace: "shop-prod",
      selector: "app.kubernetes.io/name=web,app.kubernetes.io/instance=shop-prod",
      isUpdate: true,
    });
  });

  it("has nothing to say of what could not be removed", () => {
    expect(failedWorkload({ failedOperation: "delete", newInputs })).toBeUndefined();
  });
});
