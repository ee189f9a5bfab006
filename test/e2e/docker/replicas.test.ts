import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";
import { askInstances } from "../uses/replicas.ts";

let project: Project;
let engine: StackOnEngine;
let url: string;

beforeAll(async () => {
  project = await createProject("replicas", "replicas");
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  url = `http://127.0.0.1:${project.port}`;
  await project.up();
});

afterAll(async () => {
  await project.remove();
});

async function instanceAt(port: number): Promise<string> {
  const [instance] = [...(await askInstances(`http://127.0.0.1:${port}`, 1)).keys()];
  return instance ?? "";
}

describe("replicas on Docker", () => {
  it("spreads requests evenly over ten instances", async () => {
    const counts = [...(await askInstances(url, 200)).values()];
    expect(counts).toHaveLength(10);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...counts)).toBeLessThanOrEqual(30);
  });

  it("has nothing to do while its program does not change", async () => {
    await expectNothingToDo(project);
  });

  it("has each instance at a port of its own as well", async () => {
    const ports = Array.from({ length: 10 }, (_, index) => 6001 + index);
    const instances = await Promise.all(ports.map(instanceAt));
    expect(new Set(instances).size).toBe(10);
    expect(await Promise.all(ports.map(instanceAt))).toEqual(instances);
  });

  it("is healthy by the terms that were asked for", async () => {
    const [first] = await engine.containersOf("web");
    const { Config } = await engine.inspect(first ?? "");
    // The request has the ten seconds that were asked for; the script around it, which counts failures, one more.
    expect(Config.Healthcheck).toMatchObject({ Interval: 30e9, Timeout: 11e9, Retries: 3 });
    expect(Config.Healthcheck?.Test?.join(" ")).toMatch(
      / wget -q -T 10 -O \/dev\/null http:\/\/127\.0\.0\.1:5000\/health$/,
    );
    const { State } = await engine.inspect(first ?? "");
    expect(State.Health?.Status).toBe("healthy");
  });

  it("fails no request when an instance is killed, which comes back", async () => {
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/" }]).start();
    const [killed = ""] = await engine.containersOf("web");
    await engine.killProcess(killed);
    await eventually(async () => {
      const { RestartCount, State } = await engine.inspect(killed);
      if (RestartCount === 0 || !State.Running) throw new Error(`it is ${State.Status}`);
    });
    const { answered, failed } = await traffic.stop();
    expect(failed).toEqual({});
    expect(answered).toBeGreaterThan(20);
    await expectNothingToDo(project);
  });

  it("changes its number by one value, and leaves the others alone", async () => {
    const before = await engine.containersOf("web");
    await project.set("services.web.replicas", "4");
    await project.up();
    const after = await engine.containersOf("web");
    expect(after).toHaveLength(4);
    expect(before).toEqual(expect.arrayContaining(after));
    expect(await instanceAt(6004)).not.toBe("");
    await expect(instanceAt(6005)).rejects.toThrow("fetch failed");
  });
});
