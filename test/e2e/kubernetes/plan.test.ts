import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostPort, LISTENERS } from "../../../airgap/cluster/addresses.ts";
import type { SavedPlan } from "../../../cli/plan/saved-plan.ts";
import { needCluster } from "../../support/cluster.ts";
import { eventually } from "../../support/eventually.ts";
import { differencesFromState, type StateResource } from "../../support/plan/against-state.ts";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";
import { useNotes } from "../uses/notes.ts";

const ENTRY = `http://${hostPort(LISTENERS.ingressHttp)}`;

let project: Project;
let cluster: StackOnCluster;
let folder: string;

beforeAll(async () => {
  await needCluster();
  project = await createProject("plan-k8s", "notes", { db_password: "plan-password-31337" }, "kubernetes");
  cluster = new StackOnCluster(`notes-${project.stack}`);
  folder = join(project.directory, ".muelle", "plan", project.stack);
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

describe("a plan for Kubernetes", () => {
  it("asks for what `pulumi up` made", async () => {
    const { code, output } = await runProgram("npm", ["run", "-s", "plan", "--", project.stack], {
      cwd: project.directory,
      env: { ...process.env, KUBECONFIG: "/nowhere/kubeconfig" },
    });
    expect(code, output).toBe(0);
    const saved = JSON.parse(await readFile(join(folder, "resources.json"), "utf8")) as SavedPlan;
    const exported = await project.pulumi(["stack", "export"]);
    const { deployment } = JSON.parse(exported.output) as { deployment: { resources: StateResource[] } };
    expect(deployment.resources.length).toBeGreaterThan(10);
    expect(differencesFromState(saved.kubernetes, deployment.resources)).toEqual([]);
  });

  it("can be applied by kubectl", async () => {
    await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    try {
      await cluster.kubectl("apply", "--filename", join(folder, "kubernetes.yaml"));
      await cluster.kubectl("rollout", "status", "deployment/api", "--timeout=120s");
      await eventually(() => useNotes(ENTRY), 60_000);
    } finally {
      await cluster.kubectl("delete", "namespace", cluster.namespace, "--timeout=120s");
    }
  });
});
