import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostPort, LISTENERS } from "../../../airgap/cluster/addresses.ts";
import { needCluster } from "../../support/cluster.ts";
import { eventually } from "../../support/eventually.ts";
import { expectNothingDone, expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";
import { Traffic } from "../../support/traffic.ts";
import { gapsBetweenEvents } from "../uses/photos.ts";

const PASSWORD = "first-password-20817";
const NEW_PASSWORD = "second-password-77130";
const ENTRY = `http://${hostPort(LISTENERS.ingressHttp)}`;

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("photos-k8s", "photos", { db_password: PASSWORD }, "kubernetes");
  cluster = new StackOnCluster(`photos-${project.stack}`);
  // One replica more than the scale's minimum would be hidden by it.
  await project.set("services.web.scale.min", "2");
  await project.set("services.web.scale.max", "4");
  await project.set("services.web.scale.cpu", "60");
  // What fails does so sooner than in production.
  await project.set("progressDeadlineSeconds", "40");
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function json<T>(path: string, options?: RequestInit): Promise<T> {
  const response = await fetch(`${ENTRY}${path}`, options);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Uploads a picture and waits for its result. */
async function processed(): Promise<void> {
  const sample = await readFile(join(project.directory, "applications/photos/samples/dawn.jpg"));
  const form = new FormData();
  form.append("files", new Blob([sample], { type: "image/jpeg" }), "dawn.jpg");
  const { images } = await json<{ images: { id: string }[] }>("/images", { method: "POST", body: form });
  const id = images[0]?.id ?? "";
  await eventually(async () => {
    const { status } = await json<{ status: string }>(`/images/${id}`);
    if (status !== "done") throw new Error(`the image is ${status}`);
  }, 60_000);
  const { results } = await json<{ results: Record<string, string> }>(`/images/${id}`);
  const thumbnail = await fetch(new URL(results["thumbnail"] ?? "", ENTRY));
  expect(thumbnail.headers.get("content-type")).toBe("image/jpeg");
}

function traffic(): Traffic {
  const mix = [
    { method: "GET", path: "/health" },
    { method: "GET", path: "/stats" },
  ] as const;
  return new Traffic(LISTENERS.ingressHttp.port, mix).start();
}

describe("photos on Kubernetes", () => {
  it("is used through the Ingress", async () => {
    expect(await json("/health")).toMatchObject({ status: "ok" });
    await processed();
    await project.pulumi(["stack", "output", "url"]).then(({ output }) => {
      expect(output.trim()).toBe(ENTRY);
    });
  });

  it("sends its page events as they happen", async () => {
    const gaps = await gapsBetweenEvents(ENTRY);
    for (const gap of gaps) expect(gap).toBeLessThan(2000);
    expect(Math.max(...gaps)).toBeGreaterThan(300);
  });

  it("has all the parts that production asks for", async () => {
    const names = async (kind: string): Promise<string[]> => {
      const { items } = await cluster.get<{ items: { metadata: { name: string } }[] }>(kind);
      return items.map(({ metadata }) => metadata.name).sort();
    };
    expect(await names("deployments")).toEqual(["web", "worker"]);
    expect(await names("statefulsets")).toEqual(["db", "queue"]);
    expect(await names("services")).toEqual(["db", "queue", "web"]);
    expect(await names("horizontalpodautoscalers")).toEqual(["web"]);
    expect(await names("poddisruptionbudgets")).toEqual(["web", "worker"]);
    expect(await names("networkpolicies")).toContain("default-deny");
    expect(await names("serviceaccounts")).toEqual(["db", "default", "queue", "web", "worker"]);
    expect(await names("secrets")).not.toEqual([]);
  });

  it("runs every pod under the restricted profile, without a token", async () => {
    const enforced = await cluster.kubectl(
      "get",
      `namespace/${cluster.namespace}`,
      "--output=jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}",
    );
    expect(enforced).toBe("restricted");
    const { items } = await eventually(async () => {
      const list = await cluster.get<{ items: { spec: { automountServiceAccountToken?: boolean } }[] }>(
        "pods",
      );
      // The autoscaler has to set its minimum first.
      if (list.items.length < 7) throw new Error(`there are ${list.items.length} pods`);
      return list;
    }, 60_000);
    expect(items.map(({ spec }) => spec.automountServiceAccountToken)).toEqual(items.map(() => false));
  });

  it("changes nothing when nothing changed, whichever way it is asked", async () => {
    await expectNothingToDo(project);
    await expectNothingDone(project);
  });

  it("keeps no secret in clear in its state", async () => {
    const { output } = await project.pulumi(["stack", "export"]);
    expect(output).not.toContain(PASSWORD);
    expect(output).not.toContain(Buffer.from(PASSWORD).toString("base64"));
  });

  it("lets through what dependsOn and route ask for, and nothing else", async () => {
    const connect = (host: string, port: number): string[] => [
      "python",
      "-c",
      `import socket; socket.create_connection(("${host}", ${port}), 3).close()`,
    ];
    expect(await cluster.exec("worker", ...connect("queue", 6379))).toMatchObject({ code: 0 });
    const refused = await cluster.exec("worker", ...connect("db", 5432));
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/timed out|TimeoutError|refused/);
  });

  it("fails no request while a changed variable rolls the replicas", async () => {
    const before = await cluster.podNamesOf("web");
    const requests = traffic();
    await project.set("services.web.environment.PROBE", "2");
    await project.up();
    const { answered, failed } = await requests.stop();
    expect(failed).toEqual({});
    expect(answered).toBeGreaterThan(100);
    const after = await cluster.podNamesOf("web");
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    // The Ingress controller takes a moment to let go of pods that are about to stop, and they still answer.
    await eventually(async () => {
      expect(await json("/health")).toMatchObject({ probe: "2" });
    });
  });

  it("rolls the pods when a secret changes, and only those that use it", async () => {
    const worker = await cluster.podNamesOf("worker");
    const web = await cluster.podNamesOf("web");
    const sql = `ALTER USER photos PASSWORD '${NEW_PASSWORD}'`;
    expect(await cluster.exec("db", "psql", "-U", "photos", "-c", sql)).toMatchObject({ code: 0 });
    const { code } = await project.pulumi(
      ["config", "set", "--secret", "--path", "muelle:secrets.db_password"],
      {
        input: NEW_PASSWORD,
      },
    );
    expect(code).toBe(0);
    await project.up();
    const after = await cluster.podNamesOf("web");
    expect(after.filter((name) => web.includes(name))).toEqual([]);
    expect(await cluster.podNamesOf("worker")).toEqual(worker);
    // By a pod that is about to stop, which has the old password, it may not be at first.
    await eventually(() => processed());
  });

  it("keeps the old version serving when a new one does not get ready, and says why by pod, reason and log lines", async () => {
    const before = await cluster.podNamesOf("web");
    await project.set("services.web.environment.PORT", "not-a-port");
    await project.set("services.worker.image", "127.0.0.1:5000/photos/no-such-image:1");
    const requests = traffic();
    const { code, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(output).toContain("services.web: the new version does not become ready");
    expect(output).toMatch(/pod web-[a-z0-9]+-[a-z0-9]+: .*ended with exit code/);
    expect(output).toContain("PORT: expected a number, got 'not-a-port'");
    expect(output).toContain("services.worker: the new version does not become ready");
    expect(output).toMatch(/pod worker-[a-z0-9]+-[a-z0-9]+: (?:ErrImagePull|ImagePullBackOff)/);
    expect(await cluster.podNamesOf("web")).toEqual(expect.arrayContaining(before));
    await project.unset("services.web.environment.PORT");
    await project.unset("services.worker");
    await project.up();
    expect((await requests.stop()).failed).toEqual({});
  });

  it("shows what was changed by hand, and puts it right", async () => {
    await cluster.kubectl("scale", "deployment/worker", "--replicas=1");
    const { code, output } = await project.pulumi(["preview", "--refresh", "--diff", "--expect-no-changes"]);
    expect(code).not.toBe(0);
    expect(output).toMatch(/replicas\s*: 1 => 3/);
    await project.up("--refresh");
    expect(await cluster.field("deployment/worker", ".spec.replicas")).toBe("3");
  });

  it("scales out under load, and in again", async () => {
    const replicas = async (): Promise<number> =>
      Number(await cluster.field("deployment/web", ".spec.replicas"));
    const scaledIn = (): Promise<void> =>
      eventually(async () => {
        if ((await replicas()) !== 2) throw new Error(`there are ${await replicas()} replicas`);
      }, 240_000);
    // The tests before this one were load, too.
    await scaledIn();
    // Uploads of samples cost the web service more than answers do.
    const load = new Traffic(LISTENERS.ingressHttp.port, [{ method: "GET", path: "/" }], 0).start(16);
    try {
      await eventually(async () => {
        if ((await replicas()) < 3) throw new Error("it has not scaled out");
      }, 120_000);
    } finally {
      await load.stop();
    }
    await scaledIn();
  });

  it("leaves nothing after destroy", async () => {
    const { code, output } = await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(code, output).toBe(0);
    expect(await cluster.exists()).toBe(false);
  });
});
