import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFIGURATION_FOLDER } from "../../../components/docker/nginx/container.ts";
import { eventually } from "../../support/eventually.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";

let project: Project;
let engine: StackOnEngine;
/** Id of the load balancer's container, which is the same until the end. */
let nginx: string;

beforeAll(async () => {
  project = await createProject("nginx", "traffic", { token: "token" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
  [nginx = ""] = await engine.containersOf("load-balancer");
});

afterAll(async () => {
  await project.remove();
});

/** Lines for the shell in the folder of the configurations, as their owner. */
function byHand(...lines: readonly string[]): Promise<string> {
  const script = [`cd ${CONFIGURATION_FOLDER}`, ...lines].join("\n");
  return engine.run(nginx, ["/bin/sh", "-ec", script], "0:0");
}

async function generation(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${project.port}/-/health`);
  return ((await response.json()) as { generation: string }).generation;
}

/** Sees that an unchanged program has to put nginx right, and puts it right, while requests come in. */
async function expectHealed(says: string): Promise<void> {
  const preview = await project.pulumi(["preview"]);
  expect(preview.output).toContain(
    "load-balancer: nginx has not the configuration that Muelle brought it last; the update puts it right",
  );
  expect(preview.output).toContain(says);
  const refresh = await project.pulumi(["preview", "--refresh", "--diff"]);
  expect(refresh.output).toContain(says);
  const traffic = new Traffic(project.port, [{ method: "GET", path: "/" }]).start();
  await project.up();
  expect((await traffic.stop()).failed).toEqual({});
  await expectNothingToDo(project);
  expect(await engine.containersOf("load-balancer")).toEqual([nginx]);
}

describe("the configuration of nginx", () => {
  it("that was changed by hand is seen, and put right by the next update", async () => {
    await byHand("echo '# by hand' >> current/nginx.conf");
    await expectHealed("changed files: nginx.conf");
    expect(await byHand("tail -n 1 current/nginx.conf")).not.toContain("by hand");
  });

  it("that was switched and never loaded, as by an update that was killed, is loaded by the next one", async () => {
    const before = await generation();
    await byHand(
      "cp -r $(readlink current) generations/killed",
      `sed -i s/${before}/aaaaaaaaaaaa/ generations/killed/nginx.conf`,
      "ln -s generations/killed new-link",
      "mv -T new-link current",
    );
    await expectHealed("changed files: nginx.conf");
    // Loaded, and switched back: only nginx itself can tell.
    const [was = ""] = (await byHand("readlink current")).split("\n");
    await byHand(
      `cp -r ${was} generations/killed`,
      `sed -i s/${before}/aaaaaaaaaaaa/ generations/killed/nginx.conf`,
      "ln -s generations/killed new-link",
      "mv -T new-link current",
    );
    await engine.run(nginx, ["/bin/sh", "-c", "kill -HUP $(cat /tmp/nginx.pid)"]);
    await eventually(async () => {
      expect(await generation()).toBe("aaaaaaaaaaaa");
    });
    await byHand(`ln -s ${was} new-link`, "mv -T new-link current");
    await expectHealed("nginx serves aaaaaaaaaaaa");
    expect(await generation()).toBe(before);
    expect((await byHand("ls generations")).trim().split(/\s+/)).toHaveLength(2);
  });

  it("of a version that had no links is taken over without a failed request", async () => {
    await byHand(
      "cp -rL current folder",
      "cp -rL previous folder-before",
      "rm -rf current previous generations",
      "mv folder current",
      "mv folder-before previous",
    );
    await expectNothingToDo(project);
    await project.set("services.web.environment.VERSION", "next");
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/" }]).start();
    await project.up();
    expect((await traffic.stop()).failed).toEqual({});
    expect(await byHand("readlink current")).toMatch(/^generations\/[0-9a-f]{12}-[0-9a-f]{6}\s*$/);
    expect(await engine.containersOf("load-balancer")).toEqual([nginx]);
    await expectNothingToDo(project);
  });
});
