import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostPort, LISTENERS } from "../../../airgap/cluster/addresses.ts";
import { needCluster } from "../../support/cluster.ts";
import { MIX } from "../../support/load/request-kind.ts";
import { type LoadedCase, type UnderLoad, underLoad } from "../../support/load/under-load.ts";
import { eventually } from "../../support/eventually.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnCluster } from "../../support/stack-on-cluster.ts";
import { APPLICATION, changeSource, expectNothingFailed, who } from "../uses/traffic.ts";

const ENTRY = `http://${hostPort(LISTENERS.ingressHttp)}`;
const SEEN = "nothing; streams and WebSockets of replaced replicas end in an orderly way";

let project: Project;
let cluster: StackOnCluster;

beforeAll(async () => {
  await needCluster();
  project = await createProject("updates-k8s", "traffic", { token: "token-of-the-start" }, "kubernetes");
  cluster = new StackOnCluster(`traffic-${project.stack}`);
  await project.up();
  // An Ingress controller takes a moment to learn of new routes.
  await eventually(() => who(ENTRY));
});

afterAll(async () => {
  await project.remove();
});

function update(
  what: string,
  change: (round: number) => Promise<void>,
  more: Partial<LoadedCase> = {},
): Promise<UnderLoad> {
  return underLoad({
    part: "Updates under load",
    platform: "Kubernetes",
    what,
    seen: SEEN,
    port: LISTENERS.ingressHttp.port,
    change: async (round) => {
      await change(round);
      await project.up();
      return undefined;
    },
    ...more,
  });
}

/** The Ingress controller takes a moment to let go of pods that are about to stop, and they still answer. */
async function expectSoon(key: "version" | "probe" | "token", value: string | number): Promise<void> {
  await eventually(async () => {
    expect((await who(ENTRY))[key]).toBe(value);
  });
}

describe("under steady traffic, no request fails on Kubernetes while", () => {
  it("a new image replaces all replicas", async () => {
    const before = await cluster.podNamesOf("web");
    const result = await update("new image", (round) => changeSource(project, `image ${round}`));
    expectNothingFailed(result);
    await expectSoon("version", `image ${result.rounds - 1}`);
    expect((await cluster.podNamesOf("web")).filter((name) => before.includes(name))).toEqual([]);
  });

  it("a changed variable replaces all replicas", async () => {
    const result = await update("changed environment variable", (round) =>
      project.set("services.web.environment.PROBE", `probe ${round}`),
    );
    expectNothingFailed(result);
    await expectSoon("probe", `probe ${result.rounds - 1}`);
  });

  it("a changed secret replaces all replicas", async () => {
    const result = await update("changed secret", async (round) => {
      const { code } = await project.pulumi(["config", "set", "--secret", "--path", "muelle:secrets.token"], {
        input: "x".repeat(round + 1),
      });
      expect(code).toBe(0);
    });
    expectNothingFailed(result);
    await expectSoon("token", result.rounds);
  });

  it("the service is scaled from 3 to 10 to 2 replicas", async () => {
    const result = await update("scaled 3 -> 10 -> 2 -> 3", async () => {
      for (const size of [10, 2, 3]) {
        await project.set("services.web.replicas", String(size));
        await project.up();
        await eventually(async () => {
          expect(await cluster.podNamesOf("web")).toHaveLength(size);
        }, 60_000);
      }
    });
    expectNothingFailed(result);
  });

  it("the balancing algorithm changes", async () => {
    const before = await cluster.podNamesOf("web");
    await project.edit(
      APPLICATION,
      "route: { port: 8000 },",
      'route: { port: 8000, balance: "round_robin" },',
    );
    // The two that Traefik knows.
    const result = await update("balancing algorithm", (round) =>
      project.edit(APPLICATION, /balance: "\w+"/, `balance: "${round % 2 === 0 ? "sticky" : "round_robin"}"`),
    );
    expectNothingFailed(result);
    expect(result.held.ended).toBe(0);
    expect(await cluster.podNamesOf("web")).toEqual(before);
  });

  it("a route's path changes", async () => {
    const result = await update(
      "a route's path",
      (round) =>
        project.edit(APPLICATION, /path: "\/side\w*"/, `path: "/side${round % 2 === 0 ? "ways" : ""}"`),
      {
        kinds: [
          ...MIX,
          { name: "GET of the new path", method: "GET", path: "/sideways", keepAlive: true, share: 10 },
        ],
      },
    );
    expectNothingFailed(result);
    expect(result.held.ended).toBe(0);
  });
});
