import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectl, needCluster } from "../../support/cluster.ts";
import { eventually } from "../../support/eventually.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

function source(volumes: string, mounted: string): string {
  return `
import type { ApplicationSpec } from "../../components/index.ts";
export const application: ApplicationSpec = {
  name: "keeper",
  services: {
    store: {
      image: "busybox:1.37-musl",
      command: ["sleep", "3600"],
      user: "1000:1000",
      stopGracePeriod: "1s",
      volumes: ["${mounted}:/data"],
    },
  },
  volumes: { ${volumes} },
};
`;
}

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("volumes", "faulty", {}, "kubernetes");
  cluster = new StackOnCluster(`keeper-${project.stack}`);
  await project.unset("deleteVolumes");
  await change("data: {}");
  await project.up();
});

afterAll(async () => {
  await project.set("deleteVolumes", "true");
  await project.pulumi(["destroy", "--run-program", "--yes", "--skip-preview"]);
  await project.remove();
  await kubectl("delete", "namespace", cluster.namespace, "--ignore-not-found");
});

function change(volumes: string, mounted = "data"): Promise<void> {
  return project.write("applications/faulty/application.ts", source(volumes, mounted));
}

/** The rows that the service finds, and one more for the next time. */
async function rows(): Promise<number> {
  let count = "";
  // A pod that is on its way out may still be listed for a moment.
  await eventually(async () => {
    const found = await cluster.exec("store", "sh", "-c", "touch /data/rows; wc -l < /data/rows");
    expect(found.code).toBe(0);
    count = found.stdout;
  }, 30_000);
  await cluster.exec("store", "sh", "-c", "echo row >> /data/rows");
  return Number(count);
}

async function refusal(): Promise<string> {
  const { code, output } = await project.pulumi(["preview"]);
  expect(code).not.toBe(0);
  expect(output).toMatch(/nothing was changed/);
  return output;
}

describe("a volume on Kubernetes", () => {
  it("is not left behind by a new name unless that is asked for", async () => {
    expect(await rows()).toBe(0);
    await change("files: {}", "files");
    expect(await refusal()).toMatch(
      /volumes\.data: the claim data in the namespace \S+ \(1\.0 GiB, 1 minute old\) is left behind: .*\n.*Did you mean files\?/,
    );
  });

  it("is found under a new name that says what it was", async () => {
    await change('files: { renamedFrom: "data" }', "files");
    await project.up();
    expect(await rows()).toBe(1);
    await change("data: {}");
    await project.up();
    expect(await rows()).toBe(2);
  });

  it("refuses what cannot be changed of it, with the way to migrate", async () => {
    await change('data: { size: "512m" }');
    expect(await refusal()).toContain(
      "volumes.data.size: the volume data has 1Gi and cannot shrink to 512Mi",
    );
    await change('data: { size: "2g" }');
    expect(await refusal()).toContain("cannot grow to 2Gi: its storage class standard does not allow it");
    await change("data: {}");
    await project.set("volumes.data.accessMode", "ReadWriteMany");
    expect(await refusal()).toContain(
      "muelle:volumes.data.accessMode: the volume data has the access mode ReadWriteOnce, not ReadWriteMany",
    );
    await project.unset("volumes");
  });

  it("stays where the stack is destroyed, which says so, and is taken by the next update", async () => {
    const { code, output } = await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(code).toBe(0);
    expect(output).toContain(
      `Kept with all data: the namespace ${cluster.namespace} with the volumes data. To delete: kubectl delete namespace ${cluster.namespace}`,
    );
    expect(await cluster.kubectl("get", "all", "--output=name")).toBe("");
    await project.up();
    expect(await rows()).toBe(3);
  });

  it("stays, as its namespace does, with a stack that is renamed", async () => {
    await project.renameStack(`${project.stack}-again`);
    await project.up();
    expect(await rows()).toBe(4);
    const { output } = await project.pulumi(["preview", "--expect-no-changes"]);
    expect(output).toContain(`Deploys to the namespace ${cluster.namespace} `);
  });

  it("goes where that is asked for in so many words", async () => {
    await project.set("deleteVolumes", "true");
    const { code, output } = await project.pulumi(["destroy", "--run-program", "--yes", "--skip-preview"]);
    expect([code, output.includes("Kept with all data")]).toEqual([0, false]);
    expect(await cluster.exists()).toBe(false);
  });
});
