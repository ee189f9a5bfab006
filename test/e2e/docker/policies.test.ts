import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProject, type Project } from "../../support/project.ts";

let project: Project;

beforeAll(async () => {
  project = await createProject("policies", "notes", { db_password: "policies-password" });
});

afterAll(async () => {
  await project.remove();
});

describe("`pulumi preview --policy-pack policies`", () => {
  it("passes where no rule is broken", async () => {
    const { code, output } = await project.pulumi(["preview", "--policy-pack", "policies"]);
    expect(code, output).toBe(0);
    expect(output).toMatch(/muelle@v0\.1\.0/);
  });

  it("fails where one is, with resource, reason and what to do", async () => {
    await project.set("address", "0.0.0.0");
    const { code, output } = await project.pulumi(["preview", "--policy-pack=policies"]);
    expect(code).not.toBe(0);
    expect(output).toContain("notes-load-balancer-container: the port");
    expect(output).toContain("is published at 0.0.0.0 [loopback-ports:");
    expect(output).toContain("To mend it: leave muelle:address at 127.0.0.1");
  });
});
