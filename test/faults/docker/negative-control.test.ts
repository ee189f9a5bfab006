import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Compose } from "../../../bench/compose.ts";
import { defineApplication } from "../../../components/index.ts";
import { application as spec } from "../../e2e/applications/traffic/application.ts";
import { APPLICATION } from "../../e2e/uses/traffic.ts";
import { underLoad } from "../../support/load/under-load.ts";
import { createProject, type Project } from "../../support/project.ts";

let project: Project;

afterEach(async () => {
  await project.remove();
});

describe("the test can fail:", () => {
  it("requests fail on Docker where readiness is off and nobody waits for what is in hand", async () => {
    project = await createProject("control", "traffic", { token: "token" });
    await project.edit(APPLICATION, /healthcheck: .*\n/, 'environment: { ABRUPT: "yes" },\n');
    await project.edit(APPLICATION, '"25s"', '"0s"');
    await project.up();
    const { load } = await underLoad({
      part: "Updates under load",
      platform: "Docker",
      what: "negative control: no health check, no grace",
      seen: "errors at each update",
      port: project.port,
      requests: 1,
      times: 3,
      held: false,
      change: async (round) => {
        await project.set("services.web.environment.PROBE", String(round));
        await project.up();
        return undefined;
      },
    });
    expect(load.failed).toBeGreaterThan(0);
  });

  it("requests fail with Docker Compose and nginx as people usually write it", async () => {
    project = await createProject("control", "traffic", { token: "token" });
    await project.up();
    const { output } = await project.pulumi(["stack", "output", "images", "--json"]);
    const images = JSON.parse(output) as Record<string, string>;
    const directory = join(import.meta.dirname, "..", "..", "e2e", "applications", "traffic");
    const compose = await Compose.create(defineApplication(spec, { directory }), images, { token: "token" });
    try {
      await compose.first();
      const { load } = await underLoad({
        part: "Updates under load",
        platform: "Docker",
        what: "negative control: Docker Compose and a plain nginx, changed environment variable",
        seen: "errors at each update",
        port: compose.port,
        requests: 1,
        times: 3,
        held: false,
        change: async (round) => {
          await compose.change("PROBE", String(round));
          return undefined;
        },
      });
      expect(load.failed).toBeGreaterThan(0);
    } finally {
      await compose.remove();
    }
  });
});
