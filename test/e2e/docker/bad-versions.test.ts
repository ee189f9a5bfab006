import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { underLoad } from "../../support/load/under-load.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const APPLICATION = "applications/traffic/application.ts";
const DOCKERFILE = "applications/traffic/server/Dockerfile";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("bad", "traffic", { token: "token" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  // What is sick is so for sure after a few seconds.
  await edit(APPLICATION, "retries: 2 }", 'retries: 2, startPeriod: "2s", timeout: "1s" }');
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function edit(file: string, from: string, to: string): Promise<void> {
  const before = await project.read(file);
  if (!before.includes(from)) throw new Error(`${file} has no ${from}`);
  await project.write(file, before.replace(from, to));
}

/** A version that cannot serve: how it comes about, how it goes, and what `pulumi up` has to say of it. */
interface BadVersion {
  readonly what: string;
  readonly breakIt: () => Promise<void>;
  readonly mendIt: () => Promise<void>;
  readonly says: readonly (string | RegExp)[];
}

function variable(what: string, name: string, value: string, says: BadVersion["says"]): BadVersion {
  return {
    what,
    breakIt: () => project.set(`services.web.environment.${name}`, value),
    mendIt: () => project.unset(`services.web.environment.${name}`),
    says,
  };
}

const UNWATCHED = "deploy: { replicas: 3 }";
const WATCHED = 'deploy: { replicas: 3, updateConfig: { monitor: "7s" } }';

const REPLICA = "services.web: replica traffic-web-";

const BAD_VERSIONS: readonly BadVersion[] = [
  variable("never healthy", "SICK", "yes", [
    REPLICA,
    /did not become healthy: its health check (?:failed|has not passed within)/,
    "HTTP/1.1 503 Service Unavailable",
  ]),
  variable("crashes at start", "CRASH", "yes", [
    REPLICA,
    "crashing at start, as the environment says",
    /ended (?:\d times|with exit code 1)/,
  ]),
  {
    what: "healthy, and dies after 5 s",
    breakIt: async () => {
      await edit(APPLICATION, UNWATCHED, WATCHED);
      await project.set("services.web.environment.DIE_AFTER", "5");
    },
    mendIt: async () => {
      await edit(APPLICATION, WATCHED, UNWATCHED);
      await project.unset("services.web.environment.DIE_AFTER");
    },
    says: [
      REPLICA,
      /did not stay healthy: it ended(?: with exit code 3|, and was started again)/,
      "dying, as the environment says",
    ],
  },
  {
    what: "image that cannot be pulled",
    breakIt: () => project.set("services.web.image", "no-such-image-of-muelle:1"),
    mendIt: () => project.unset("services.web.image"),
    says: ["no-such-image-of-muelle:1"],
  },
  {
    what: "image that cannot be built",
    breakIt: () => edit(DOCKERFILE, "USER 10001", "RUN echo no such luck; exit 7\nUSER 10001"),
    mendIt: () => edit(DOCKERFILE, "RUN echo no such luck; exit 7\nUSER 10001", "USER 10001"),
    says: ["the build failed at [runtime", "no such luck", "exit code: 7"],
  },
];

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
        change: async () => {
          await bad.breakIt();
          const { code, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
          expect(code).not.toBe(0);
          for (const text of bad.says) expect(output).toMatch(text);
          expect(await engine.containersOf("web")).toEqual(expect.arrayContaining(before));
          await bad.mendIt();
          await project.up();
        },
        requests: 1,
      });
      expect(result.load.failures).toEqual({});
      expect(result.held.broken).toEqual({});
      expect(await engine.containersOf("web")).toHaveLength(3);
      await project.up("--expect-no-changes");
    },
  );
});
