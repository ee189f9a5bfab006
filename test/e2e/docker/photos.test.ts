import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { imageSize } from "image-size";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImageState, PhotosClient } from "../../../tools/demo/photos-client.ts";
import { eventually } from "../../support/eventually.ts";
import { expectNothingDone, expectNothingToDo } from "../../support/nothing-to-do.ts";
import { createProject, type Project } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";

const PASSWORD = "correct-horse-battery-staple-7261";

let project: Project;
let engine: StackOnEngine;
let client: PhotosClient;

function url(path: string): string {
  return `http://127.0.0.1:${project.port}${path}`;
}

/** Uploads a sample and waits until all is made of it. */
async function processed(): Promise<ImageState> {
  const bytes = new Uint8Array(
    await readFile(join(project.directory, "applications/photos/samples/dawn.jpg")),
  );
  const [id = ""] = await client.upload([{ name: "dawn.jpg", bytes }]);
  return eventually(async () => {
    const state = await client.image(id);
    if (state.status !== "done") throw new Error(`the image is ${state.status}: ${state.error ?? ""}`);
    return state;
  });
}

beforeAll(async () => {
  project = await createProject("photos", "photos", { db_password: PASSWORD });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.up();
  client = new PhotosClient(url(""));
});

afterAll(async () => {
  await project.remove();
});

describe("photos on Docker", () => {
  it("answers through nginx as soon as `pulumi up` is done", async () => {
    const response = await fetch(url("/health"));
    expect([response.status, response.headers.get("server")]).toEqual([200, "nginx"]);
    expect(response.headers.get("x-replica")).not.toBeNull();
    expect((await fetch(url("/-/health"))).status).toBe(200);
  });

  it("processes a picture that is uploaded through the balancer", async () => {
    const { results } = await processed();
    const pictures = await Promise.all(
      Object.entries(results).map(
        async ([operation, path]) => [operation, imageSize(await client.picture(path))] as const,
      ),
    );
    expect(Object.fromEntries(pictures)).toMatchObject({
      thumbnail: { width: 160, height: 120, type: "jpg" },
      resize: { width: 400, height: 300, type: "jpg" },
      greyscale: { width: 800, height: 600, type: "jpg" },
      blur: { width: 800, height: 600, type: "jpg" },
      edges: { width: 800, height: 600, type: "jpg" },
      rotate: { width: 600, height: 800, type: "jpg" },
      contrast: { width: 800, height: 600, type: "jpg" },
      sepia: { width: 800, height: 600, type: "jpg" },
    });
    expect(pictures).toHaveLength(8);
  });

  it.each(["worker", "web"])("passes the tests of its Python code in the image of %s", async (service) => {
    const [id = ""] = await engine.containersOf(service);
    const { Image } = await engine.inspect(id);
    const tests = `${join(project.directory, "applications", "photos", "tests", service)}:/tests:ro`;
    const args = [
      "run",
      "--rm",
      "--read-only",
      "--tmpfs",
      "/tmp",
      "--network",
      "none",
      "--volume",
      tests,
      Image,
    ];
    const suite = ["python", "-m", "unittest", "discover", "--start-directory", "/tests"];
    const { code, output } = await runProgram("docker", [...args, ...suite], { cwd: project.directory });
    expect(output).toMatch(/Ran 1\d tests in/);
    expect(code, output).toBe(0);
  });

  it("has ten of ten in the demonstration, all of them right", async () => {
    const args = ["run", "-s", "demo", "--", "full", "--url", url("")];
    const { code, output } = await runProgram("npm", args, { cwd: project.directory });
    expect(output).toContain("results looked at: 80, all right");
    expect(output).toMatch(/^10 of 10 in \d+\.\d\d s, \d+\.\d images a second$/m);
    expect(code).toBe(0);
  });

  it("fails the demonstration when a picture has no result, and says why", async () => {
    const poison = join("applications", "photos", "tests");
    const args = ["run", "-s", "demo", "--", "send", "1", "--folder", poison, "--url", url("")];
    const { code, output } = await runProgram("npm", args, { cwd: project.directory });
    expect(output).toContain("poison.jpg: given up: OSError: Truncated File Read");
    expect(output).toContain("0 of 1 in ");
    expect(code).toBe(1);
  });

  it("spreads requests over all replicas", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => fetch(url("/health"))));
    expect(new Set(answers.map((response) => response.headers.get("x-replica"))).size).toBe(2);
  });

  it("changes nothing where nothing changed, whichever way it is asked", async () => {
    const before = await engine.containers();
    await expectNothingToDo(project);
    await expectNothingDone(project);
    expect(await engine.containers()).toEqual(before);
  });

  it("keeps the password out of the state, the logs, the images and what the engine tells", async () => {
    const exported = await project.pulumi(["stack", "export"]);
    expect(exported.code).toBe(0);
    expect(exported.output).toContain("ciphertext");
    expect(exported.output).not.toContain(PASSWORD);
    const told = await engine.everythingTold();
    expect(told).toContain("/run/secrets/db_password");
    expect(told).not.toContain(PASSWORD);
  });

  it("scales the workers by configuration and touches nothing else", async () => {
    const before = await engine.containers();
    await project.set("services.worker.replicas", "5");
    await project.up();
    const after = await engine.containers();
    expect(after["worker"]).toHaveLength(5);
    expect(after["worker"]).toEqual(expect.arrayContaining(before["worker"] ?? []));
    expect({ ...after, worker: [] }).toEqual({ ...before, worker: [] });
    const workers = await eventually(async () => {
      const { workers: seen } = await client.stats();
      if (seen.length !== 5) throw new Error(`${seen.length} workers have a heartbeat`);
      return seen;
    });
    expect(workers).toHaveLength(5);
    await project.unset("services.worker.replicas");
    await project.up();
    expect(await engine.containersOf("worker")).toHaveLength(3);
  });

  it("changes a variable of one service under traffic with no failed request", async () => {
    const before = await engine.containers();
    await project.set("services.web.environment.PROBE", "2");
    const traffic = new Traffic(project.port, [
      { method: "GET", path: "/health" },
      { method: "GET", path: "/stats" },
      { method: "POST", path: "/samples?count=1&operations=thumbnail" },
    ]).start();
    await project.up();
    const { answered, failed } = await traffic.stop();
    expect(failed).toEqual({});
    expect(answered).toBeGreaterThan(100);
    expect(await (await fetch(url("/health"))).json()).toMatchObject({ probe: "2" });
    const after = await engine.containers();
    expect(after["web"]).not.toEqual(before["web"]);
    expect(untouchedBy("web", after)).toEqual(untouchedBy("web", before));
  });

  it("rebuilds and replaces just the services of a changed source file, and a preview says so before", async () => {
    const before = await engine.containers();
    const file = "applications/photos/worker/photos_worker/__init__.py";
    await project.write(file, '"""The worker, changed."""\n');
    const { output } = await project.pulumi(["preview"]);
    expect(output).toMatch(/photos-worker-1 +replace/);
    expect(output).toMatch(/photos-images-worker-image +update/);
    expect(output).not.toMatch(/photos-(web|db|queue)-1 +(replace|update|create|delete)/);
    await project.up();
    const after = await engine.containers();
    expect(after["worker"]).not.toEqual(before["worker"]);
    expect(untouchedBy("worker", after)).toEqual(untouchedBy("worker", before));
    await processed();
  });

  it("brings a replica back that was killed or removed by hand", async () => {
    const [killed] = await engine.containersOf("worker");
    if (killed === undefined) throw new Error("there is no worker");
    await engine.killProcess(killed);
    await eventually(async () => {
      const { State, RestartCount } = await engine.inspect(killed);
      if (!State.Running || RestartCount === 0) throw new Error(`the worker is ${State.Status}`);
    });
    const [removed] = await engine.containersOf("web");
    if (removed === undefined) throw new Error("there is no web");
    // Its name is still in nginx, and its address for five seconds more.
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/health" }]).start();
    await engine.removeByHand(removed);
    await project.up("--refresh");
    expect((await traffic.stop()).failed).toEqual({});
    expect(await engine.containersOf("web")).toHaveLength(2);
  });

  it("leaves no container, network or volume after destroy", async () => {
    const { code, output } = await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(code, output).toBe(0);
    expect(await engine.leftovers()).toEqual([]);
  });
});

function untouchedBy(
  service: string,
  containers: Readonly<Record<string, string[]>>,
): Readonly<Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(containers).filter(([name]) => name !== service && name !== `${service}-files`),
  );
}
