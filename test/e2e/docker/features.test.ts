import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";

let project: Project;
let engine: StackOnEngine;

beforeAll(async () => {
  project = await createProject("features", "features", { token: "first-token-55871" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function ask(path: string, port = project.port): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.text();
}

async function askOften(
  path: string,
  times: number,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const answers: string[] = [];
  for (let turn = 0; turn < times; turn++)
    answers.push(await (await fetch(`http://127.0.0.1:${project.port}${path}`, { headers })).text());
  return answers;
}

async function only(service: string): Promise<string> {
  const [id] = await engine.containersOf(service);
  if (id === undefined) throw new Error(`there is no container of ${service}`);
  return id;
}

describe("a Docker stack", () => {
  it("starts services in the order and in the condition that dependsOn asks for", async () => {
    const state = async (service: string): Promise<{ started: number; finished: number }> => {
      const { State } = await engine.inspect(await only(service));
      return { started: Date.parse(State.StartedAt), finished: Date.parse(State.FinishedAt) };
    };
    const [database, migrate, last] = await Promise.all([state("database"), state("migrate"), state("last")]);
    // The database is healthy two seconds after its start, and the migration takes one.
    expect(migrate.started - database.started).toBeGreaterThan(1900);
    expect(migrate.finished - migrate.started).toBeGreaterThan(900);
    expect(last.started).toBeGreaterThan(migrate.finished);
  });

  it("checks health by HTTP in an image that has neither shell nor curl nor wget", async () => {
    expect(await ask("/")).toBe("hello from an image with nothing in it\n");
    const { Config } = await engine.inspect(await only("scratch"));
    expect(Config.Healthcheck?.Test?.slice(0, 2)).toEqual(["CMD", "/.muelle/busybox"]);
  });

  it("keeps a client with its replica where the route is sticky", async () => {
    const response = await fetch(`http://127.0.0.1:${project.port}/sticky`);
    const first = await response.text();
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(cookie).toMatch(/^muelle_sticky-8000-http=/);
    expect(new Set(await askOften("/sticky", 12, { cookie }))).toEqual(new Set([first]));
  });

  it("keeps an address with its replica by ip_hash, and takes turns by round_robin", async () => {
    expect(new Set(await askOften("/hashed", 12)).size).toBe(1);
    expect(new Set(await askOften("/round", 12)).size).toBe(2);
  });

  it("matches whole segments of a path", async () => {
    expect(await ask("/round/deeper")).not.toContain("hello");
    expect((await fetch(`http://127.0.0.1:${project.port}/rounder`)).status).toBe(404);
  });

  it("lets a connection be upgraded to WebSocket", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${project.port}/round`);
    const echoed = await new Promise((resolve, reject) => {
      socket.onopen = () => {
        socket.send("ahoy");
      };
      socket.onmessage = ({ data }) => {
        resolve(data);
      };
      socket.onerror = () => {
        reject(new Error("the connection was not upgraded"));
      };
    });
    socket.close();
    expect(echoed).toBe("ahoy");
  });

  it("gives each replica a port of its own", async () => {
    const names = [await ask("/", 17_101), await ask("/", 17_102)];
    const ids = await engine.containersOf("round");
    expect(names.sort()).toEqual(ids.map((id) => id.slice(0, 12)).sort());
  });

  it("brings secrets and configs into a read-only container as files", async () => {
    expect(await ask("/file/run/secrets/token", 17_101)).toBe("first-token-55871");
    expect(await ask("/file/etc/features/settings.ini", 17_101)).toBe("colour = blue\n");
  });

  it("replaces just the replicas of a changed secret, under traffic with no failed request", async () => {
    const before = await engine.containers();
    await project.pulumi(["config", "set", "--secret", "--path", "muelle:secrets.token"], {
      input: "second-token-90210",
    });
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/round" }]).start();
    await project.up();
    expect((await traffic.stop()).failed).toEqual({});
    expect(await ask("/file/run/secrets/token", 17_101)).toBe("second-token-90210");
    const after = await engine.containers();
    const changed = Object.keys(after).filter(
      (service) => String(after[service]) !== String(before[service]),
    );
    expect(changed).toEqual(["round", "round-files"]);
  });

  it("logs each request as JSON, without the query, which may hold what is nobody's business", async () => {
    await fetch(`http://127.0.0.1:${project.port}/round/logged?key=a1b2`, {
      headers: { "x-request-id": "e2e-1" },
    });
    const line = await eventually(async () => {
      const told = await engine.logsOf(await only("load-balancer"));
      const found = told.split("\n").find((text) => text.includes("/round/logged"));
      if (found === undefined) throw new Error("the request is not in the log");
      return found.slice(found.indexOf("{"));
    });
    expect(JSON.parse(line)).toMatchObject({
      request_id: "e2e-1",
      method: "GET",
      uri: "/round/logged",
      status: "200",
    });
    expect(line).not.toContain("a1b2");
  });

  it("carries the labels by which Compose's tools and Docker Desktop group containers", async () => {
    const { Config } = await engine.inspect(await only("last"));
    expect(Config.Labels).toMatchObject({
      "muelle.application": "features",
      "muelle.stack": project.stack,
      "muelle.service": "last",
      "com.docker.compose.project": `features-${project.stack}`,
      "com.docker.compose.service": "last",
      "com.docker.compose.container-number": "1",
    });
  });

  it("leaves nothing behind", async () => {
    const { code, output } = await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(code, output).toBe(0);
    expect(await engine.leftovers()).toEqual([]);
  });
});
