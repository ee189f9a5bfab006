import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LISTENERS } from "../../../airgap/cluster/addresses.ts";
import { badVersions, expectNothingFailed, tryBadVersion, who } from "../../e2e/uses/traffic.ts";
import { needCluster } from "../../support/cluster.ts";
import { eventually } from "../../support/eventually.ts";
import { underLoad } from "../../support/load/under-load.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("bad-k8s", "traffic", { token: "token" }, "kubernetes");
  cluster = new StackOnCluster(`traffic-${project.stack}`);
  // What fails does so sooner than in production.
  await project.set("progressDeadlineSeconds", "30");
  await project.up();
  // An Ingress controller takes a moment to learn of new routes.
  await eventually(() => who(`http://127.0.0.1:${LISTENERS.ingressHttp.port}`));
});

afterAll(async () => {
  await project.remove();
});

const NOT_READY = "services.web: the new version does not become ready";
const POD = /pod web-[a-z0-9]+-[a-z0-9]+: /;

const BAD_VERSIONS = badVersions(() => project, "127.0.0.1:5000/traffic/no-such-image:1", {
  sick: [NOT_READY, POD, "503"],
  crashing: [NOT_READY, POD],
  dying: [NOT_READY, POD],
  missing: [NOT_READY, /pod web-[a-z0-9]+-[a-z0-9]+: (?:ErrImagePull|ImagePullBackOff)/],
});

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
          await tryBadVersion(project, bad, async () => {
            expect(await cluster.podNamesOf("web")).toEqual(expect.arrayContaining(before));
          });
          return undefined;
        },
      });
      expectNothingFailed(result);
      await eventually(async () => {
        expect(await cluster.podNamesOf("web")).toHaveLength(3);
      });
      await project.up("--expect-no-changes");
    },
  );
});
