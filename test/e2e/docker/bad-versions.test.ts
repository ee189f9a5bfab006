import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { underLoad } from "../../support/load/under-load.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { APPLICATION, badVersions, expectNothingFailed, tryBadVersion } from "../uses/traffic.ts";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("bad", "traffic", { token: "token" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  // What is sick is so for sure after some seconds, in which a busy machine starts what is well.
  await project.edit(APPLICATION, "retries: 2 }", 'retries: 2, startPeriod: "10s", timeout: "2s" }');
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

const REPLICA = "services.web: replica traffic-web-";
const MISSING = "no-such-image-of-muelle:1";

const BAD_VERSIONS = badVersions(() => project, MISSING, {
  sick: [
    REPLICA,
    /did not become healthy: its health check (?:failed|has not passed within)/,
    "HTTP/1.1 503 Service Unavailable",
  ],
  crashing: [REPLICA, /ended (?:\d times|with exit code 1)/],
  dying: [REPLICA, /did not stay healthy: it ended(?: with exit code 3|, and was started again)/],
  missing: [MISSING],
});

describe("a bad version on Docker", () => {
  it.each(BAD_VERSIONS)(
    "that is $what: says why, harms no request, and the next good update heals",
    async (bad) => {
      const before = await engine.containersOf("web");
      const result = await underLoad({
        part: "Bad versions",
        platform: "Docker",
        what: bad.what,
        seen: "`pulumi up` fails with the reason and the last log lines; the old version serves",
        port: project.port,
        requests: 1,
        change: async () => {
          await tryBadVersion(project, bad, async () => {
            expect(await engine.containersOf("web")).toEqual(expect.arrayContaining(before));
          });
          return undefined;
        },
      });
      expectNothingFailed(result);
      expect(await engine.containersOf("web")).toHaveLength(3);
      await project.up("--expect-no-changes");
    },
  );
});
