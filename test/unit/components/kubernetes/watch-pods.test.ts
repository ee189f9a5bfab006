import type { CoreV1Event, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { podTrouble } from "../../../../components/kubernetes/cluster/pod-trouble.ts";
import { explainPods, type PodsApi } from "../../../../components/kubernetes/cluster/explain-pods.ts";
import { lookAtPods } from "../../../../components/kubernetes/cluster/watch-pods.ts";

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
  const ready = containerStatuses.every((each) => each.ready);
  return {
    metadata: { name, labels: { "muelle.service": "web" } },
    status: {
      phase: "Running",
      containerStatuses,
      conditions: [{ type: "Ready", status: ready ? "True" : "False" }],
    },
  };
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
      "a process that ended and runs again",
      status({ running: {} }, { restartCount: 1, lastState: { terminated: ended } }),
      {
        reason: "it ended with exit code 3, and was started again (1)",
        isFailing: true,
        container: "web",
        previous: true,
      },
    ],
    [
      "a health check that does not pass",
      status({ running: {} }),
      {
        reason: "Unready: its health check has not passed",
        isFailing: false,
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
): PodsApi {
  return {
    listNamespacedPod: () => Promise.resolve({ items: [...items] }),
    readNamespacedPodLog: ({ name }) => {
      const log = logs[name];
      return log === undefined ? Promise.reject(new Error("no log")) : Promise.resolve(log);
    },
    listNamespacedEvent: ({ fieldSelector = "" }) => {
      const wanted = /^involvedObject\.name=(?<name>[^,]+),reason=(?<reason>.+)$/.exec(fieldSelector)?.groups;
      const items = events.filter(
        ({ involvedObject, reason }) =>
          wanted === undefined || (involvedObject.name === wanted["name"] && reason === wanted["reason"]),
      );
      return Promise.resolve({ items });
    },
  };
}

async function explained(core: PodsApi, service = "web"): Promise<string> {
  const { items } = await core.listNamespacedPod({ namespace: "shop-prod" });
  const services = ["web", "web-admin", "admin"];
  return explainPods(core, { namespace: "shop-prod", service, services }, items);
}

describe("explainPods", () => {
  it("names pods, reasons and log lines, and says who still serves", async () => {
    const core = cluster(
      [pod("web-1", backOff), pod("web-2", crashed), pod("web-3", status({ running: {} }, { ready: true }))],
      { "web-2": "starting\nno such file\n" },
    );
    expect(await explained(core)).toBe(
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

  it("says what the health check said last", async () => {
    const event = (name: string, message: string, second: number): CoreV1Event => ({
      metadata: {},
      involvedObject: { name },
      reason: "Unhealthy",
      message,
      lastTimestamp: new Date(2026, 1, 1, 0, 0, second),
    });
    const events = [
      event("web-1", "Startup probe failed: connection refused", 1),
      event("web-1", "Startup probe failed: HTTP probe failed with statuscode: 503", 8),
      event("web-2", "Startup probe failed: connection refused", 9),
    ];
    const core = cluster([pod("web-1", status({ running: {} }))], { "web-1": "listening" }, events);
    expect(await explained(core)).toBe(
      [
        "services.web: the service does not become ready",
        "  pod web-1: Unready: its health check has not passed",
        "    its health check said:",
        "      Startup probe failed: HTTP probe failed with statuscode: 503",
        "    its last log lines:",
        "      listening",
      ].join("\n"),
    );
  });

  it("says the rest to those who may not read events", async () => {
    const core = cluster([pod("web-1", status({ running: {} }))], { "web-1": "listening" });
    const forbidden = (): Promise<never> => Promise.reject(new Error("events is forbidden"));
    expect(await explained({ ...core, listNamespacedEvent: forbidden })).toBe(
      [
        "services.web: the service does not become ready",
        "  pod web-1: Unready: its health check has not passed",
        "    its last log lines:",
        "      listening",
      ].join("\n"),
    );
  });

  it("says that a container logged nothing", async () => {
    expect(await explained(cluster([pod("web-1", crashed)]))).toBe(
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
    expect(await explained(cluster([], {}, [event, event]))).toBe(
      'services.web: the service does not become ready\n  FailedCreate: violates PodSecurity "restricted"',
    );
  });
});

describe("the events of a service without pods", () => {
  const refused = (name: string): CoreV1Event => ({
    metadata: {},
    involvedObject: { name },
    reason: "FailedCreate",
    message: `${name} was refused`,
  });

  it.each([
    ["web", "web-5d8f", "the ReplicaSet web-5d8f"],
    ["web-admin", "web-admin-5d8f", "the ReplicaSet of another service whose name begins in the same way"],
    ["web", "web", "the Deployment itself"],
    ["admin", "shop-admin-pods-0a1b2c3d", "its Job"],
    [
      "web-admin",
      "shop-web-admin-pods-0a1b2c3d",
      "the Job of another service whose name ends in the same way",
    ],
  ])("are those of %s where they are about %s: %s", async (service, object) => {
    const core = cluster([], {}, [refused(object)]);
    const others = ["web", "web-admin", "admin"].filter((each) => each !== service);
    expect(await explained(core, service)).toBe(
      `services.${service}: the service does not become ready\n  FailedCreate: ${object} was refused`,
    );
    for (const other of others)
      expect(await explained(core, other)).toBe(`services.${other}: the service does not become ready`);
  });

  it("are left out for those who may not read them", async () => {
    const forbidden = (): Promise<never> => Promise.reject(new Error("events is forbidden"));
    expect(await explained({ ...cluster([]), listNamespacedEvent: forbidden })).toBe(
      "services.web: the service does not become ready",
    );
  });
});

describe("lookAtPods", () => {
  /** So many looks, a second apart. */
  async function* looks(count: number): AsyncGenerator<number> {
    for (let look = 0; look < count; look++) yield await Promise.resolve(1000);
  }

  /** The second line of each text that is told within so many looks. */
  async function told(core: PodsApi, count: number): Promise<string[]> {
    const texts: string[] = [];
    const watched = { namespace: "shop-prod", patience: { web: 60, api: 60 } };
    await lookAtPods(core, watched, looks(count), (text) => texts.push(text));
    return texts.map((text) => text.split("\n")[1] ?? "");
  }

  it("tells a failure once, when it is seen for the second time", async () => {
    const core = cluster([pod("web-1", backOff)]);
    expect(await told(core, 1)).toEqual([]);
    expect(await told(core, 99)).toEqual(['  pod web-1: ImagePullBackOff: Back-off pulling image "web:2"']);
  });

  it("lets what merely takes its time do so until shortly before that is over", async () => {
    const core = cluster([pod("web-1", status({ running: {} }))]);
    expect(await told(core, 54)).toEqual([]);
    expect(await told(core, 99)).toEqual(["  pod web-1: Unready: its health check has not passed"]);
  });

  it("says nothing of pods that are ready, and of services that have none", async () => {
    expect(await told(cluster([pod("web-1", status({ running: {} }, { ready: true }))]), 99)).toEqual([]);
    expect(await told(cluster([]), 99)).toEqual([]);
  });
});
