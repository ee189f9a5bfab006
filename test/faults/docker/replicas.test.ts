import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secondsUntil } from "../../support/elapsed.ts";
import { MIX } from "../../support/load/request-kind.ts";
import { type LoadedCase, type UnderLoad, underLoad } from "../../support/load/under-load.ts";
import { APPLICATION, HEALTH_AT_DEFAULTS, HEALTH_OF_THE_TEST, who } from "../../e2e/uses/traffic.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const TIMES = 5;
/** Answers take two seconds at most; what takes longer than this hangs. */
const ROUTE_TIMEOUT = "4s";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("faults", "traffic", { token: "token" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.edit(
    APPLICATION,
    "route: { port: 8000 }",
    `route: { port: 8000, timeout: "${ROUTE_TIMEOUT}" }`,
  );
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function fault(
  what: string,
  seen: string,
  more: Pick<LoadedCase, "change"> & Partial<LoadedCase>,
): Promise<UnderLoad> {
  const result = await underLoad({
    part: "Faults",
    platform: "Docker",
    what,
    seen,
    port: project.port,
    times: TIMES,
    requests: 1,
    ...more,
  });
  if (failuresOfGet(result).length > 0) console.error(await errorsOfNginx());
  return result;
}

/** What nginx has to say of requests that failed. */
async function errorsOfNginx(): Promise<string> {
  const logs = await engine.logsOf(await containerOf("load-balancer"));
  return logs
    .split("\n")
    .filter((line) => /\[(?:error|crit|alert)\]|"status":"50[24]"/.test(line))
    .slice(-30)
    .join("\n");
}

async function containerOf(service: string, index = 0): Promise<string> {
  const id = (await engine.containersOf(service))[index];
  if (id === undefined) throw new Error(`there is no ${service} ${index + 1}`);
  return id;
}

/** Fails unless the load balancer sends requests to a replica. */
async function expectServing(id: string): Promise<void> {
  const asked = await Promise.all(Array.from({ length: 12 }, () => who(`http://127.0.0.1:${project.port}`)));
  if (!asked.some(({ host }) => id.startsWith(host))) throw new Error("no request reaches it");
}

/** Does something with the times of health check and route left to Muelle. */
async function atDefaults(work: () => Promise<void>): Promise<void> {
  const short = `route: { port: 8000, timeout: "${ROUTE_TIMEOUT}" }`;
  await project.edit(APPLICATION, HEALTH_OF_THE_TEST, HEALTH_AT_DEFAULTS);
  await project.edit(APPLICATION, short, "route: { port: 8000 }");
  await project.up();
  try {
    await work();
  } finally {
    await project.edit(APPLICATION, HEALTH_AT_DEFAULTS, HEALTH_OF_THE_TEST);
    await project.edit(APPLICATION, "route: { port: 8000 }", short);
    await project.up();
  }
}

/** What a client that may send again never sees: all but answers to POST. */
function failuresOfGet({ load }: UnderLoad): string[] {
  return Object.keys(load.failures).filter((what) => !what.startsWith("POST"));
}

describe("on Docker", () => {
  it("a replica that is killed costs no GET, and is back by itself", async () => {
    const result = await fault(
      "SIGKILL of one of three replicas",
      "a POST in the replica's hands fails; all else is answered by the others",
      {
        change: async (round) => {
          const id = await containerOf("web", round % 3);
          return secondsUntil(
            () => engine.killProcess(id),
            () => expectServing(id),
          );
        },
        held: false,
      },
    );
    expect(failuresOfGet(result)).toEqual([]);
  });

  it("a replica that hangs costs no GET, which another one answers after the route's timeout", async () => {
    const result = await fault(
      "hung replica (accepts, never answers) for 20 s",
      `what it was given waits for the route's timeout (here ${ROUTE_TIMEOUT}), then GETs go to others and POSTs fail; after two of these it is left alone for 2 s`,
      {
        change: async (round) => {
          const id = await containerOf("web", round % 3);
          await engine.signalProcesses(id, "SIGSTOP");
          await new Promise((resolve) => setTimeout(resolve, 20_000));
          return secondsUntil(
            () => engine.signalProcesses(id, "SIGCONT"),
            async () => {
              const { State } = await engine.inspect(id);
              if (State.Health?.Status !== "healthy") throw new Error(`it is ${State.Health?.Status ?? ""}`);
            },
          );
        },
        times: 2,
        held: false,
      },
    );
    expect(failuresOfGet(result)).toEqual([]);
  });

  it("a replica that hangs for good, at defaults, is started again when it is unhealthy", async () => {
    await atDefaults(async () => {
      const result = await fault(
        "a replica that hangs for good, at defaults",
        "the few requests that it is given hang, since the others have fewer in their hands (least_conn); when it is unhealthy it is ended and started again",
        {
          change: async () => {
            const id = await containerOf("web");
            return secondsUntil(
              () => engine.hang(id),
              async () => {
                const { RestartCount, State } = await engine.inspect(id);
                expect({ RestartCount, health: State.Health?.Status }).toEqual({
                  RestartCount: 1,
                  health: "healthy",
                });
              },
              240_000,
            );
          },
          times: 1,
          held: false,
        },
      );
      const { answered, failed } = result.load;
      expect(failed / (answered + failed)).toBeLessThan(0.005);
    });
  });

  it("replicas that all stand still until their queues are full refuse no request", async () => {
    const result = await fault(
      "all replicas stand still for 2 s",
      "what comes in waits until they go on, though each of them fails to take connections meanwhile",
      {
        change: async () => {
          const ids = await engine.containersOf("web");
          // What waited the last time is worked off first.
          await new Promise((resolve) => setTimeout(resolve, 3000));
          await Promise.all(ids.map((id) => engine.signalProcesses(id, "SIGSTOP")));
          await new Promise((resolve) => setTimeout(resolve, 2000));
          return secondsUntil(
            () => Promise.all(ids.map((id) => engine.signalProcesses(id, "SIGCONT"))),
            async () => {
              await who(`http://127.0.0.1:${project.port}`);
            },
          );
        },
        // Answers that take two seconds by themselves would run into the route's timeout.
        kinds: MIX.filter(({ slow }) => slow !== true),
        rate: 700,
        held: false,
      },
    );
    expect(result.load.failures).toEqual({});
  });

  it("a replica that runs out of memory is ended and started again, the others serve", async () => {
    const result = await fault(
      "replica out of memory",
      "the request that was too much gets a 502; a POST in the replica's hands fails",
      {
        change: async () => {
          const ids = await engine.containersOf("web");
          const before = await Promise.all(ids.map(async (id) => (await engine.inspect(id)).RestartCount));
          return secondsUntil(
            async () => {
              expect((await fetch(`http://127.0.0.1:${project.port}/eat`, { method: "POST" })).status).toBe(
                502,
              );
            },
            async () => {
              const after = await Promise.all(ids.map(async (id) => engine.inspect(id)));
              const restarted = after.filter(
                ({ RestartCount }, index) => RestartCount > (before[index] ?? 0),
              );
              if (restarted.length !== 1) throw new Error(`${restarted.length} replicas were started again`);
              if (after.some(({ State }) => State.Health?.Status !== "healthy"))
                throw new Error("one is not healthy yet");
            },
          );
        },
        held: false,
      },
    );
    expect(failuresOfGet(result)).toEqual([]);
  });

  it("nginx that is killed is back within seconds, with its configuration", async () => {
    await fault("SIGKILL of nginx", "connections are refused until it is back", {
      change: async () => {
        const id = await containerOf("load-balancer");
        return secondsUntil(
          () => engine.killProcess(id),
          async () => {
            const response = await fetch(`http://127.0.0.1:${project.port}/`, {
              signal: AbortSignal.timeout(1000),
            });
            expect(response.status).toBe(200);
          },
        );
      },
      times: 3,
      held: false,
    });
    await project.up("--expect-no-changes");
  });
});
