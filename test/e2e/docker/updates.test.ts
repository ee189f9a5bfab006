import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIX } from "../../support/load/request-kind.ts";
import { type LoadedCase, type UnderLoad, underLoad } from "../../support/load/under-load.ts";
import { createProject, freePort, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { APPLICATION, changeSource, expectNothingFailed, who } from "../uses/traffic.ts";

const SEEN = "nothing; streams and WebSockets of replaced replicas end in an orderly way";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("updates", "traffic", { token: "token-of-the-start" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
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
    platform: "Docker",
    what,
    seen: SEEN,
    port: project.port,
    change: async (round) => {
      await change(round);
      await project.up();
      return undefined;
    },
    ...more,
  });
}

describe("under steady traffic, no request fails on Docker while", () => {
  it("a new image replaces all replicas", async () => {
    const before = await engine.containersOf("web");
    const result = await update("new image", (round) => changeSource(project, `image ${round}`));
    expectNothingFailed(result);
    expect((await who(`http://127.0.0.1:${project.port}`)).version).toBe(`image ${result.rounds - 1}`);
    expect((await engine.containersOf("web")).filter((id) => before.includes(id))).toEqual([]);
  });

  it("a changed variable replaces all replicas", async () => {
    const result = await update("changed environment variable", (round) =>
      project.set("services.web.environment.PROBE", `probe ${round}`),
    );
    expectNothingFailed(result);
    expect((await who(`http://127.0.0.1:${project.port}`)).probe).toBe(`probe ${result.rounds - 1}`);
  });

  it("a changed secret replaces all replicas", async () => {
    const result = await update("changed secret", async (round) => {
      const { code } = await project.pulumi(["config", "set", "--secret", "--path", "muelle:secrets.token"], {
        input: "x".repeat(round + 1),
      });
      expect(code).toBe(0);
    });
    expectNothingFailed(result);
    expect((await who(`http://127.0.0.1:${project.port}`)).token).toBe(result.rounds);
  });

  it("the service is scaled from 3 to 10 to 2 replicas", async () => {
    const sizes = [10, 2, 3];
    const result = await update("scaled 3 -> 10 -> 2 -> 3", async () => {
      for (const size of sizes) {
        await project.set("services.web.replicas", String(size));
        await project.up();
        expect(await engine.containersOf("web")).toHaveLength(size);
      }
    });
    expectNothingFailed(result);
  });

  it("the balancing algorithm changes", async () => {
    const ways = ["round_robin", "ip_hash", "sticky", "least_conn"];
    const [balancer] = await engine.containersOf("load-balancer");
    await project.edit(
      APPLICATION,
      "route: { port: 8000 },",
      'route: { port: 8000, balance: "least_conn" },',
    );
    const result = await update("balancing algorithm", (round) =>
      project.edit(APPLICATION, /balance: "\w+"/, `balance: "${ways[round % ways.length] ?? ""}"`),
    );
    expectNothingFailed(result);
    // What is reloaded breaks off no stream and no WebSocket either.
    expect(result.held.ended).toBe(0);
    expect(await engine.containersOf("load-balancer")).toEqual([balancer]);
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

  it("ports of each replica are added and taken away", async () => {
    const result = await update("per-instance port range", async (round) => {
      if (round % 2 === 0)
        await project.edit(
          APPLICATION,
          "deploy: { replicas: 3 }",
          'ports: ["17301-17310:8000"], deploy: { replicas: 3 }',
        );
      else await project.edit(APPLICATION, 'ports: ["17301-17310:8000"], ', "");
    });
    expectNothingFailed(result);
    if (result.rounds % 2 === 1) {
      const hosts = await Promise.all(
        [17301, 17302, 17303].map(async (port) => (await fetch(`http://127.0.0.1:${port}/`)).json()),
      );
      expect(new Set(hosts.map((answer) => (answer as { host: string }).host)).size).toBe(3);
    }
  });

  it("a preview says so beforehand where a change cannot be without a gap, and only there", async () => {
    const warning = "load-balancer: its container is replaced";
    await project.set("services.web.environment.PROBE", "previewed");
    expect((await project.pulumi(["preview"])).output).not.toContain(warning);
    await project.set("port", String(await freePort()));
    expect((await project.pulumi(["preview"])).output).toContain(warning);
    await project.set("port", String(project.port));
  });
});
