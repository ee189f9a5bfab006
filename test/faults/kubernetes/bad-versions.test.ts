import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LISTENERS } from "../../../tools/airgap/cluster/addresses.ts";
import { needCluster } from "../../support/cluster.ts";
import { eventually } from "../../support/eventually.ts";
import { underLoad } from "../../support/load/under-load.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

const APPLICATION = "applications/traffic/application.ts";
const DOCKERFILE = "applications/traffic/server/Dockerfile";
const UNWATCHED = "deploy: { replicas: 3 }";
const WATCHED = 'deploy: { replicas: 3, updateConfig: { monitor: "7s" } }';

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("bad-k8s", "traffic", { token: "token" }, "kubernetes");
  cluster = new StackOnCluster(`traffic-${project.stack}`);
  // What fails does so sooner than in production.
  await project.set("progressDeadlineSeconds", "30");
  await project.up();
  await eventually(async () => {
    expect((await fetch(`http://127.0.0.1:${LISTENERS.ingressHttp.port}/`)).status).toBe(200);
  });
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

const NOT_READY = "services.web: the new version does not become ready";
const POD = /pod web-[a-z0-9]+-[a-z0-9]+: /;

const BAD_VERSIONS: readonly BadVersion[] = [
  variable("never healthy", "SICK", "yes", [NOT_READY, POD, "503"]),
  variable("crashes at start", "CRASH", "yes", [
    NOT_READY,
    POD,
    "crashing at start, as the environment says",
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
    says: [NOT_READY, POD, "dying, as the environment says"],
  },
  {
    what: "image that cannot be pulled",
    breakIt: () => project.set("services.web.image", "127.0.0.1:5000/traffic/no-such-image:1"),
    mendIt: () => project.unset("services.web.image"),
    says: [NOT_READY, /pod web-[a-z0-9]+-[a-z0-9]+: (?:ErrImagePull|ImagePullBackOff)/],
  },
  {
    what: "image that cannot be built",
    breakIt: () => edit(DOCKERFILE, "USER 10001", "RUN echo no such luck; exit 7\nUSER 10001"),
    mendIt: () => edit(DOCKERFILE, "RUN echo no such luck; exit 7\nUSER 10001", "USER 10001"),
    says: ["the build failed at [runtime", "no such luck", "exit code: 7"],
  },
];

describe("a bad version on Kubernetes", () => {
  it.each(BAD_VERSIONS)(
    "that is $what: says why, harms no request, and the next good update heals",
    async (bad) => {
      const before = await cluster.podNamesOf("web");
      const result = await underLoad({
        part: "Bad versions",
        platform: "Kubernetes",
        what: bad.what,
        seen: "`pulumi up` fails with pod, reason and the last log lines; the old version serves",
        port: LISTENERS.ingressHttp.port,
        requests: 1,
        change: async () => {
          await bad.breakIt();
          try {
            const { code, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
            expect(code).not.toBe(0);
            for (const text of bad.says) expect(output).toMatch(text);
            expect(await cluster.podNamesOf("web")).toEqual(expect.arrayContaining(before));
          } finally {
            await bad.mendIt();
            await project.up();
          }
          return undefined;
        },
      });
      expect(result.load.failures).toEqual({});
      expect(result.held.broken).toEqual({});
      await eventually(async () => {
        expect(await cluster.podNamesOf("web")).toHaveLength(3);
      });
      await project.up("--expect-no-changes");
    },
  );
});
