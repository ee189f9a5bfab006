import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { layout, needCluster } from "../../support/cluster.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("refused-k8s", "photos", {}, "kubernetes");
  cluster = new StackOnCluster(`photos-${project.stack}`);
});

afterEach(async () => {
  // Whatever was refused, nothing was created.
  expect(await cluster.exists()).toBe(false);
});

afterAll(async () => {
  await project.remove();
});

async function refused(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, output } = await project.pulumi(["up", "--yes"], { env: { ...process.env, ...env } });
  expect(code, output).not.toBe(0);
  // A refusal is an answer, not a crash.
  expect(output).not.toContain("    at ");
  return output;
}

describe("pulumi up to Kubernetes refuses, before anything is created,", () => {
  it("a missing kubeconfig, a missing registry and a missing secret, all at once", async () => {
    const output = await refused({ KUBECONFIG: "/nowhere/kubeconfig" });
    expect(output).toContain("muelle:kubeconfig: no kubeconfig at /nowhere/kubeconfig");
    expect(output).toContain("npm run cluster -- up");
    expect(output).toContain("muelle:registry: no registry to push the images of web, worker to");
    expect(output).toContain("pulumi config set --secret --path muelle:secrets.db_password");
  });

  it("a context that the kubeconfig does not have, naming those it has", async () => {
    await project.set("context", "production");
    const output = await refused({ KUBECONFIG: layout.kubeconfig });
    expect(output).toContain(`muelle:context: no such context in ${layout.kubeconfig}: production`);
    expect(output).toContain("It has: muelle.");
    await project.unset("context");
  });

  it("a cluster that does not answer", async () => {
    const cluster = { name: "gone", cluster: { server: "https://127.0.0.1:29999" } };
    const context = { name: "gone", context: { cluster: "gone", user: "gone" } };
    const users = [{ name: "gone", user: { token: "none" } }];
    const kubeconfig = { apiVersion: "v1", kind: "Config", clusters: [cluster], contexts: [context], users };
    await project.write("gone.json", JSON.stringify(kubeconfig));
    const output = await refused({ KUBECONFIG: `${project.directory}/gone.json` });
    expect(output).toMatch(/the cluster at https:\/\/127\.0\.0\.1:29999 .*does not answer/);
  });

  it("a storage class and an Ingress class that are not there, naming those that are", async () => {
    await project.set("storageClass", "fast");
    await project.set("ingressClass", "haproxy");
    const output = await refused();
    expect(output).toContain("muelle:storageClass: no such storage class: fast");
    expect(output).toContain("The cluster has: standard.");
    expect(output).toContain("muelle:ingressClass: no such Ingress class: haproxy");
    expect(output).toContain("The cluster has: traefik.");
    await project.unset("storageClass");
    await project.unset("ingressClass");
  });
});
