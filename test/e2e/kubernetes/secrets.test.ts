import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { needCluster } from "../../support/cluster.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

const FIRST = "planted-variable-71c0ffee";
const SECOND = "planted-variable-5ea51de5";

/** A worker that has a variable from a secret, and a resource of the program's own that gives another one. */
const APPLICATION = `
import * as pulumi from "@pulumi/pulumi";
import type { ApplicationSpec } from "../../components/index.ts";
export const application: ApplicationSpec = {
  name: "variables",
  services: {
    worker: {
      image: "busybox:1.37-musl",
      command: ["sleep", "3600"],
      user: "1000:1000",
      stopGracePeriod: "1s",
      environment: {
        SERVICE_TOKEN: { secret: "service_token" },
        STACK: pulumi.output(pulumi.getStack()),
        PATTERN: pulumi.output("$(STACK)"),
      },
    },
  },
  secrets: { service_token: {} },
};
`;

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("variables", "faulty", { service_token: FIRST }, "kubernetes");
  cluster = new StackOnCluster(`variables-${project.stack}`);
  await project.write("applications/faulty/application.ts", APPLICATION);
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function variable(name: string): Promise<string> {
  return (await cluster.exec("worker", "sh", "-c", `echo "$${name}"`)).stdout;
}

async function state(): Promise<string> {
  const folder = join(project.directory, ".muelle", "state");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "latin1")));
  return texts.join("\n");
}

describe("variables on Kubernetes", () => {
  it("have the value of the secret, which is in clear neither in the pods nor in the state", async () => {
    expect(await variable("SERVICE_TOKEN")).toBe(FIRST);
    expect(await cluster.kubectl("get", "deployment", "worker", "--output=json")).not.toContain(FIRST);
    const kept = await state();
    expect(kept).toContain("SERVICE_TOKEN");
    for (const sign of [FIRST, Buffer.from(FIRST).toString("base64")])
      expect(kept.includes(sign)).toBe(false);
  });

  it("have the values of outputs, as they are", async () => {
    expect([await variable("STACK"), await variable("PATTERN")]).toEqual([project.stack, "$(STACK)"]);
  });

  it("change nothing while they stay the same", async () => {
    await expectNothingToDo(project);
  });

  it("replace the pods when the secret changes", async () => {
    const before = await cluster.podNamesOf("worker");
    await project.pulumi(["config", "set", "--secret", "--path", "muelle:secrets.service_token"], {
      input: SECOND,
    });
    await project.up();
    expect(await variable("SERVICE_TOKEN")).toBe(SECOND);
    expect((await cluster.podNamesOf("worker")).filter((name) => before.includes(name))).toEqual([]);
  });
});
