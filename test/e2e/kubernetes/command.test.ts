import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PsRow } from "../../../cli/commands/ps.ts";
import { needCluster } from "../../support/cluster.ts";
import { muelle, muelleOrFail } from "../../support/muelle-command.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("command-k8s", "command", { token: "command-token" }, "kubernetes");
  cluster = new StackOnCluster(`command-${project.stack}`);
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

describe("the command muelle on Kubernetes", () => {
  it("lists what runs", async () => {
    const rows = JSON.parse(await muelleOrFail(project, ["ps", "--json"])) as PsRow[];
    expect(rows.map(({ service, state, health = "-" }) => `${service} ${state} ${health}`)).toEqual([
      "migrate exited (0) -",
      "web running healthy",
      "web running healthy",
      "worker running -",
    ]);
  });

  it("prints what services have written", async () => {
    expect(await muelleOrFail(project, ["logs", "migrate"])).toMatch(/^migrate-\w+ \| migrated\n$/);
  });

  it("names the services that there are when one is not", async () => {
    const { code, output } = await muelle(project, ["logs", "wbe"]);
    expect(code).toBe(1);
    expect(output).toContain("wbe: the services are migrate, web, worker");
  });

  it("runs a command in a replica, with its input, its output and its exit code", async () => {
    const script = 'cat; echo "$COLOUR"; cat /run/secrets/token; exit 7';
    expect(await muelle(project, ["exec", "web", "sh", "-c", script], "hello\n")).toMatchObject({
      code: 7,
      stdout: "hello\nblue\ncommand-token",
    });
  });

  it("runs a one-off command that reaches what its service may reach and gets no traffic", async () => {
    const endpoints = (): Promise<string> =>
      cluster.kubectl(
        "get",
        "endpointslices",
        "--selector=kubernetes.io/service-name=web",
        "--output=jsonpath={.items[*].endpoints[?(@.conditions.ready==true)].targetRef.name}",
      );
    const before = await endpoints();
    const running = muelle(project, [
      "run",
      "web",
      "sh",
      "-c",
      'cat /run/secrets/token; echo " $COLOUR"; sleep 4; exit 5',
    ]);
    expect(await running).toMatchObject({ code: 5, stdout: "command-token blue\n" });
    expect(await endpoints()).toBe(before);
    const reaching = ["run", "worker", "wget", "-T", "10", "-qO", "/dev/null", "http://web:8000"];
    expect(await muelle(project, reaching)).toMatchObject({ code: 0 });
  });

  it("restarts a service by new pods, which Pulumi finds unchanged", async () => {
    const before = await cluster.podNamesOf("web");
    await muelleOrFail(project, ["restart", "web"]);
    const after = await cluster.podNamesOf("web");
    expect(after.filter((name) => before.includes(name))).toEqual([]);
    const { code, output } = await project.pulumi(["preview", "--expect-no-changes"]);
    expect(code, output).toBe(0);
  });

  it("says what to do instead of stopping", async () => {
    const { code, output } = await muelle(project, ["stop", "web"]);
    expect(code).toBe(1);
    expect(output).toContain(`kubectl scale --namespace ${cluster.namespace} deployment/web --replicas 0`);
  });
});
