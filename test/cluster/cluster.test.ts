import { rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify } from "../../airgap/cluster/process/identity.ts";
import { readRecord } from "../../airgap/cluster/process/record.ts";
import {
  apply,
  cluster,
  clusterOrFail,
  kubectl,
  layout,
  leaveCluster,
  noCluster,
  tryKubectl,
} from "../support/cluster.ts";
import { kernelSettings, NO_TRACES, traces } from "./support/machine.ts";
import { eventually } from "./support/poll.ts";
import {
  claim,
  gateway,
  onlyFromIngress,
  privilegedPod,
  restrictedNamespace,
  web,
} from "./support/workload.ts";

const NAMESPACE = "cluster-test";
const READY_SECONDS = 60;

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

/** Asks the Ingress controller on loopback for a host; a status is missing where nobody answered. */
function ask(host: string): Promise<Answer> {
  return new Promise((resolve) => {
    const call = request({ host: "127.0.0.1", port: 8000, headers: { host }, timeout: 3000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() });
      });
    });
    call.once("timeout", () => call.destroy(new Error("timeout")));
    call.once("error", (error) => {
      resolve({ status: undefined, body: error.message });
    });
    call.end();
  });
}

function inPod(...command: readonly string[]): ReturnType<typeof tryKubectl> {
  return tryKubectl("exec", `--namespace=${NAMESPACE}`, "deployment/web", "--", ...command);
}

async function restart(): Promise<void> {
  await kubectl("rollout", "restart", `--namespace=${NAMESPACE}`, "deployment/web");
  await kubectl("rollout", "status", `--namespace=${NAMESPACE}`, "deployment/web", "--timeout=60s");
}

function kill(component: string): void {
  const record = readRecord(layout.processes, component);
  if (record === undefined || identify(record.pid)?.started !== record.started) {
    throw new Error(`${component} does not run`);
  }
  process.kill(record.pid, "SIGKILL");
}

let settingsBefore: ReturnType<typeof kernelSettings>;

beforeAll(async () => {
  if (process.getuid?.() !== 0) throw new Error("this test makes a cluster, which takes root");
  await noCluster();
  // Not earlier: what is left of a cluster may still have its settings.
  settingsBefore = kernelSettings();
});

afterAll(leaveCluster);

describe("a cluster that is up", () => {
  beforeAll(async () => {
    await clusterOrFail("up");
    await apply(restrictedNamespace(NAMESPACE), claim(NAMESPACE), ...web(NAMESPACE), ...gateway(NAMESPACE));
    await kubectl("rollout", "status", `--namespace=${NAMESPACE}`, "deployment/web", "--timeout=120s");
  });
  afterAll(async () => {
    await clusterOrFail("down");
  });

  it("is healthy, and says where everything is", async () => {
    const { code, stderr } = await cluster("status");
    expect(stderr).not.toContain("DOWN");
    expect(stderr).toContain(layout.kubeconfig);
    expect(stderr).toContain("http://127.0.0.1:8000");
    expect(code).toBe(0);
  });

  it("leaves traces of every kind on its machine, which are looked for afterwards", async () => {
    const found: Readonly<Record<string, readonly string[]>> = { ...(await traces()) };
    for (const [kind, list] of Object.entries(found))
      expect([kind, list.length]).not.toStrictEqual([kind, 0]);
  });

  it("finds a Service by its name, from a pod", async () => {
    const answer = await inPod(
      "wget",
      "-T",
      "3",
      "-q",
      "-O",
      "-",
      `http://web.${NAMESPACE}.svc.cluster.local`,
    );
    expect(answer).toMatchObject({ code: 0, stdout: "started" });
  });

  it("answers at a Service's address, from the machine", async () => {
    const address = await kubectl(
      "get",
      "service",
      "web",
      `--namespace=${NAMESPACE}`,
      "--output=jsonpath={.spec.clusterIP}",
    );
    const response = await fetch(`http://${address}/`, { signal: AbortSignal.timeout(3000) });
    expect(await response.text()).toBe("started\n");
  });

  it("answers through an Ingress and through a Gateway, on loopback", async () => {
    for (const host of ["web.localhost", "gateway.localhost"]) {
      const answer = await eventually(
        () => ask(host),
        ({ status }) => status === 200,
        READY_SECONDS,
      );
      expect(answer.body).toBe("started\n");
    }
    const published = "--output=jsonpath={.status.loadBalancer.ingress[0].ip}";
    expect(await kubectl("get", "ingress", "web", `--namespace=${NAMESPACE}`, published)).toBe("127.0.0.1");
  });

  it("keeps what is in a volume when its pod is replaced", async () => {
    await restart();
    expect(await inPod("cat", "/data/index.html")).toMatchObject({ code: 0, stdout: "started\nstarted" });
    const phase = "--output=jsonpath={.status.phase}";
    expect(await kubectl("get", "pvc", "data", `--namespace=${NAMESPACE}`, phase)).toBe("Bound");
  });

  it("measures pods, as autoscalers ask for it", async () => {
    const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${NAMESPACE}/pods`;
    const answer = await eventually(
      () => kubectl("get", "--raw", path),
      (text) => text.includes('"usage"'),
      READY_SECONDS,
    );
    expect(JSON.parse(answer)).toMatchObject({
      items: [
        { containers: [{ name: "web", usage: { memory: expect.stringMatching(/^\d+Ki$/) as unknown } }] },
      ],
    });
  });

  it("refuses a privileged pod where only restricted ones may run", async () => {
    await expect(apply(privilegedPod(NAMESPACE))).rejects.toThrow(
      /violates PodSecurity "restricted:latest": privileged/,
    );
  });

  it("refuses what a NetworkPolicy does not allow, and lets the rest through", async () => {
    const fromPod = (): ReturnType<typeof tryKubectl> =>
      inPod("wget", "-T", "1", "-q", "-O", "-", "http://web");
    expect(await fromPod()).toMatchObject({ code: 0 });
    await apply(onlyFromIngress(NAMESPACE));
    const refused = await eventually(fromPod, ({ code }) => code !== 0, READY_SECONDS);
    expect(refused.stderr).toContain("timed out");
    expect(await ask("web.localhost")).toMatchObject({ status: 200 });
  });

  it("is not brought up twice", async () => {
    const before = readRecord(layout.processes, "kube-apiserver");
    expect(await cluster("up")).toMatchObject({ code: 0 });
    expect(readRecord(layout.processes, "kube-apiserver")).toStrictEqual(before);
  });

  it("tells which component has ended, and `up` starts it again", async () => {
    kill("kube-scheduler");
    kill("containerd");
    const { code, stderr } = await eventually(
      () => cluster("status"),
      (answer) => answer.code !== 0,
      READY_SECONDS,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DOWN {2}kube-scheduler +has ended; its log is .*kube-scheduler\.log$/m);
    expect(stderr).toMatch(/^DOWN {2}containerd /m);
    await clusterOrFail("up");
    expect(await cluster("status")).toMatchObject({ code: 0 });
    expect(await inPod("cat", "/data/index.html")).toMatchObject({ code: 0 });
  });

  it("leaves nothing after `down`, in the middle of everything", async () => {
    kill("kubelet");
    kill("kube-apiserver");
    await clusterOrFail("down");
    expect(await traces()).toStrictEqual(NO_TRACES);
    expect(kernelSettings()).toStrictEqual(settingsBefore);
  });
});

describe("a cluster that is not there", () => {
  it("is not healthy", async () => {
    const { code, stderr } = await cluster("status");
    expect(code).toBe(1);
    expect(stderr).toBe("There is no cluster. Bring one up: npm run cluster -- up");
  });

  it("is removed without complaint", async () => {
    expect(await cluster("down")).toMatchObject({ code: 0, stderr: "There was no cluster." });
  });
});

describe("an `up` that fails half-way", () => {
  beforeAll(async () => {
    // A file where etcd wants its folder.
    await mkdir(layout.folder, { recursive: true });
    writeFileSync(layout.etcd, "");
  });
  afterAll(async () => {
    rmSync(layout.etcd, { force: true });
    await clusterOrFail("down");
  });

  it("names the component and shows the end of its log; `down` leaves nothing", async () => {
    const { code, stderr } = await cluster("up");
    expect(code).toBe(1);
    expect(stderr).toContain("The cluster's etcd does not work");
    expect(stderr).toMatch(/etcd\.log: it has ended\n.*not a directory/s);
    await clusterOrFail("down");
    expect(await traces()).toStrictEqual(NO_TRACES);
    expect(kernelSettings()).toStrictEqual(settingsBefore);
  });
});
