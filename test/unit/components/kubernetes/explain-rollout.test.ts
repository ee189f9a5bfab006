import type { CoreV1Event, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { podTrouble } from "../../../../components/kubernetes/cluster/pod-trouble.ts";
import {
  explainRollout,
  type Rollout,
  type RolloutApi,
  rolloutOf,
  troubledPods,
} from "../../../../components/kubernetes/explain-rollout.ts";
import { watchRollout } from "../../../../components/kubernetes/watch-rollouts.ts";

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
      {
        reason: 'ImagePullBackOff: Back-off pulling image "web:2"',
        isFailing: true,
        container: undefined,
        previous: false,
      },
    ],
    [
      "a process that ends again and again",
      crashed,
      {
        reason: "CrashLoopBackOff, it ended with exit code 3: back-off 10s restarting",
        isFailing: true,
        container: "web",
        previous: true,
      },
    ],
    [
      "a process that needs more memory",
      status({ terminated: { exitCode: 137, reason: "OOMKilled" } }),
      {
        reason: "it was killed for want of memory (OOMKilled): raise deploy.resources.limits.memory",
        isFailing: true,
        container: "web",
        previous: false,
      },
    ],
    [
      "a health check that does not pass",
      status({ running: {} }, { restartCount: 1 }),
      {
        reason: "Unready: its health check has not passed, after 1 restarts",
        isFailing: true,
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
      isFailing: false,
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
): RolloutApi {
  return {
    listNamespacedPod: () => Promise.resolve({ items: [...items] }),
    readNamespacedPodLog: ({ name }) => {
      const log = logs[name];
      return log === undefined ? Promise.reject(new Error("no log")) : Promise.resolve(log);
    },
    listNamespacedEvent: () => Promise.resolve({ items: [...events] }),
  };
}

const web: Rollout = {
  service: "web",
  namespace: "shop-prod",
  selector: "app.kubernetes.io/name=web",
  isUpdate: true,
  deadline: 60,
};

async function explained(core: RolloutApi, rollout: Rollout): Promise<string> {
  return explainRollout(core, rollout, await troubledPods(core, rollout));
}

describe("explainRollout", () => {
  it("names pods, reasons and log lines, and says who still serves", async () => {
    const core = cluster(
      [pod("web-1", backOff), pod("web-2", crashed), pod("web-3", status({ running: {} }, { ready: true }))],
      { "web-2": "starting\nno such file\n" },
    );
    expect(await explained(core, web)).toBe(
      [
        "services.web: the new version does not become ready",
        '  pod web-1: ImagePullBackOff: Back-off pulling image "web:2"',
        "  pod web-2: CrashLoopBackOff, it ended with exit code 3: back-off 10s restarting",
        "    its last log lines:",
        "      starting",
        "      no such file",
        "  Pods of the version before it that are ready go on serving.",
      ].join("\n"),
    );
  });

  it("says that a container logged nothing", async () => {
    expect(await explained(cluster([pod("web-1", crashed)]), { ...web, isUpdate: false })).toBe(
      [
        "services.web: the service does not become ready",
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
    expect(await explained(cluster([], {}, [event, event]), { ...web, isUpdate: false })).toBe(
      'services.web: the service does not become ready\n  FailedCreate: violates PodSecurity "restricted"',
    );
  });
});

describe("watchRollout", () => {
  /** So many looks, one after the other. */
  async function* looks(count: number): AsyncGenerator<number> {
    for (let look = 0; look < count; look++) yield await Promise.resolve(2000);
  }

  /** What is told within so many looks. */
  async function told(core: RolloutApi, count: number): Promise<string[]> {
    const texts: string[] = [];
    await watchRollout(core, web, looks(count), (text) => texts.push(text));
    return texts.map((text) => text.split("\n")[1] ?? "");
  }

  it("tells a failure once, when it is seen for the second time", async () => {
    const core = cluster([pod("web-1", backOff)]);
    expect(await told(core, 1)).toEqual([]);
    expect(await told(core, 9)).toEqual(['  pod web-1: ImagePullBackOff: Back-off pulling image "web:2"']);
  });

  it("lets what merely takes its time do so until shortly before the deadline", async () => {
    const core = cluster([pod("web-1", status({ running: {} }))]);
    expect(await told(core, 27)).toEqual([]);
    expect(await told(core, 40)).toEqual(["  pod web-1: Unready: its health check has not passed"]);
  });
});

describe("rolloutOf", () => {
  const labels = {
    "muelle.service": "web",
    "app.kubernetes.io/name": "web",
    "app.kubernetes.io/instance": "shop-prod",
  };
  const metadata = { namespace: "shop-prod", labels };

  it("finds the pods of a workload", () => {
    expect(rolloutOf({ metadata, spec: { progressDeadlineSeconds: 150 } }, true)).toEqual({
      service: "web",
      namespace: "shop-prod",
      selector: "app.kubernetes.io/name=web,app.kubernetes.io/instance=shop-prod",
      isUpdate: true,
      deadline: 150,
    });
  });

  it("has no deadline where Kubernetes has none", () => {
    expect(rolloutOf({ metadata, spec: {} }, false)).toMatchObject({ isUpdate: false, deadline: undefined });
  });

  it("finds none in what has no pods", () => {
    expect(rolloutOf({ metadata: { name: "shop" } }, false)).toBeUndefined();
    expect(rolloutOf(undefined, true)).toBeUndefined();
  });
});
