import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { hostPort, LISTENERS } from "../../../airgap/cluster/addresses.ts";
import { needCluster } from "../../support/cluster.ts";
import { eventually } from "../../support/eventually.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";
import { Traffic } from "../../support/traffic.ts";
import { answering } from "../uses/gunicorn.ts";
import { NotesClient, useNotes } from "../uses/notes.ts";
import { usePredict } from "../uses/predict.ts";
import { askInstances } from "../uses/replicas.ts";

const ENTRY = `http://${hostPort(LISTENERS.ingressHttp)}`;

interface Deployed {
  readonly project: Project;
  readonly cluster: StackOnCluster;
}

let deployed: Deployed | undefined;

beforeAll(async () => {
  await needCluster();
});

afterEach(async () => {
  await deployed?.project.remove();
  expect(await deployed?.cluster.exists()).toBe(false);
  deployed = undefined;
});

/** Brings an application up; it is gone after the test. */
async function deploy(
  application: string,
  { secrets = {}, config = {} }: { secrets?: Record<string, string>; config?: Record<string, string> } = {},
): Promise<Deployed> {
  const project = await createProject(`${application}-k8s`, application, secrets, "kubernetes");
  deployed = { project, cluster: new StackOnCluster(`${application}-${project.stack}`) };
  for (const [key, value] of Object.entries(config)) await project.set(key, value);
  await project.up();
  // An Ingress controller takes a moment to learn of new routes.
  await eventually(async () => {
    const answer = await (await fetch(ENTRY)).text();
    expect(answer).not.toBe("404 page not found\n");
  });
  return deployed;
}

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`${ENTRY}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

describe("on Kubernetes", () => {
  it("notes keeps notes behind two to ten replicas, through an update without a failed request", async () => {
    const { project, cluster } = await deploy("notes", { secrets: { db_password: "notes-password-50112" } });
    await useNotes(ENTRY);
    await expectNothingToDo(project);
    expect(await cluster.field("job", ".items[0].status.succeeded")).toBe("1");
    const scale = await cluster.get<{ spec: { minReplicas: number; maxReplicas: number } }>("hpa", "api");
    expect(scale.spec).toMatchObject({ minReplicas: 2, maxReplicas: 10 });

    const client = new NotesClient(ENTRY);
    await client.create("before the update");
    const before = await cluster.podNamesOf("api");
    const traffic = new Traffic(LISTENERS.ingressHttp.port, [{ method: "GET", path: "/notes" }]).start();
    await project.set("services.api.environment.PROBE", "2");
    await project.up();
    expect((await traffic.stop()).failed).toEqual({});
    expect((await cluster.podNamesOf("api")).filter((name) => before.includes(name))).toEqual([]);
    expect(await client.titles()).toEqual(["before the update"]);
  });

  it("replicas spreads requests over ten instances, of which one may be lost", async () => {
    const { cluster, project } = await deploy("replicas");
    await expectNothingToDo(project);
    const counts = await askInstances(ENTRY, 200);
    expect(counts.size).toBe(10);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(5);
    const [lost = ""] = await cluster.podNamesOf("web");
    expect([...counts.keys()]).toContain(lost);
    const traffic = new Traffic(LISTENERS.ingressHttp.port, [{ method: "GET", path: "/" }]).start();
    await cluster.kubectl("delete", "pod", lost);
    await cluster.kubectl("rollout", "status", "deployment/web", "--timeout=60s");
    expect((await traffic.stop()).failed).toEqual({});
  });

  it("gunicorn answers with four processes of one pod, through the Gateway API", async () => {
    const { cluster, project } = await deploy("gunicorn", { config: { ingress: "gateway" } });
    expect(await cluster.kubectl("get", "ingress", "--output=name")).toBe("");
    expect(await cluster.field("gateway", ".items[0].spec.gatewayClassName")).toBe("traefik");
    await expectNothingToDo(project);
    expect(await cluster.podNamesOf("web")).toHaveLength(1);
    expect(await answering(async () => (await ask<{ pid: number }>("/")).pid, 4)).toHaveLength(4);
  });

  it("multiprocess runs both processes, and starts them anew when the helper dies", async () => {
    const { cluster, project } = await deploy("multiprocess");
    await expectNothingToDo(project);
    const { helper } = await ask<{ helper: { pid: number; fresh: boolean } }>("/");
    expect(helper.fresh).toBe(true);
    const kill = `import os; os.kill(${helper.pid}, 9)`;
    expect(await cluster.exec("web", "python", "-c", kill)).toMatchObject({ code: 0 });
    await eventually(async () => {
      const [pod = ""] = await cluster.podNamesOf("web");
      const restarts = await cluster.field(`pod/${pod}`, ".status.containerStatuses[0].restartCount");
      if (restarts !== "1") throw new Error(`it was started anew ${restarts} times`);
      if (!(await ask<{ helper: { fresh: boolean } }>("/")).helper.fresh) throw new Error("no helper");
    }, 60_000);
    const supervised = await ask<{ helper: { fresh: boolean } }>("/supervised/");
    expect(supervised.helper.fresh).toBe(true);
  });

  it("predict predicts, and says what is wrong with a request", async () => {
    const { project } = await deploy("predict");
    await usePredict(ENTRY);
    await expectNothingToDo(project);
  });
});
