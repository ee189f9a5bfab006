import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { Traffic } from "../../support/traffic.ts";

const PASSWORD = "correct-horse-battery-staple-7261";

let project: Project;
let engine: StackOnEngine;

interface ImageState {
  readonly status: string;
  readonly results: Readonly<Record<string, string>>;
  readonly error: string | null;
}

interface Stats {
  readonly queued: number;
  readonly done: number;
  /** How many images are in each state; a state without any is left out. */
  readonly images: { readonly queued?: number };
}

function url(path: string): string {
  return `http://127.0.0.1:${project.port}${path}`;
}

async function json<T>(path: string, options?: RequestInit): Promise<T> {
  const response = await fetch(url(path), options);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function upload(picture?: Buffer<ArrayBuffer>): Promise<string> {
  const bytes = picture ?? (await readFile(join(project.directory, "applications/photos/samples/dawn.jpg")));
  const form = new FormData();
  form.append("files", new Blob([bytes], { type: "image/jpeg" }), "dawn.jpg");
  const { images } = await json<{ images: { id: string }[] }>("/images", { method: "POST", body: form });
  const [image] = images;
  if (image === undefined) throw new Error("the upload was answered without an image");
  return image.id;
}

function finished(id: string): Promise<ImageState> {
  return eventually(async () => {
    const state = await json<ImageState>(`/images/${id}`);
    if (state.status !== "done") throw new Error(`the image is ${state.status}: ${state.error ?? ""}`);
    return state;
  });
}

/** Width and height out of a JPEG's frame header. */
function sizeOf(jpeg: Buffer): [number, number] {
  for (let offset = 2; offset < jpeg.length; offset += 2 + jpeg.readUInt16BE(offset + 2)) {
    const marker = jpeg.readUInt16BE(offset);
    if (marker === 0xffc0 || marker === 0xffc2)
      return [jpeg.readUInt16BE(offset + 7), jpeg.readUInt16BE(offset + 5)];
  }
  throw new Error("not a JPEG");
}

beforeAll(async () => {
  project = await createProject("photos", "photos", { db_password: PASSWORD });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  // A killed worker's job comes up again after three seconds and not after fifteen.
  await project.set("services.worker.environment.VISIBILITY_TIMEOUT", "3");
  await project.up();
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
    const { results } = await finished(await upload());
    const sizes = await Promise.all(
      Object.entries(results).map(async ([operation, path]) => {
        const response = await fetch(url(path));
        expect(response.headers.get("content-type")).toBe("image/jpeg");
        return [operation, sizeOf(Buffer.from(await response.arrayBuffer()))] as const;
      }),
    );
    expect(Object.fromEntries(sizes)).toEqual({
      thumbnail: [160, 120],
      resize: [400, 300],
      greyscale: [800, 600],
      blur: [800, 600],
      edges: [800, 600],
      rotate: [600, 800],
      contrast: [800, 600],
      sepia: [800, 600],
    });
  });

  it("loses no job and does none twice when workers and the queue are killed in the middle", async () => {
    const { done: before } = await json<Stats>("/stats");
    await json("/samples?count=200", { method: "POST" });
    for (const service of ["worker", "queue"]) {
      const [id] = await engine.containersOf(service);
      if (id === undefined) throw new Error(`there is no ${service}`);
      await engine.killProcess(id);
    }
    const stats = await eventually(async () => {
      const now = await json<Stats>("/stats");
      if (now.images.queued !== undefined) throw new Error(`${now.images.queued} images are waiting`);
      return now;
    }, 90_000);
    expect(stats).toMatchObject({
      done: before + 200,
      queued: 0,
      processing: 0,
      delayed: 0,
      dead: 0,
      failed: 0,
    });
  });

  it("gives a picture up that cannot be read, with the reason, and goes on", async () => {
    const poison = await readFile(join(project.directory, "applications/photos/tests/poison.jpg"));
    const id = await upload(poison);
    const image = await eventually(async () => {
      const state = await json<ImageState>(`/images/${id}`);
      if (state.status !== "failed") throw new Error(`the image is ${state.status}`);
      return state;
    });
    expect(image.error).toBe("OSError: Truncated File Read");
    expect((await json<{ dead: { image: string }[] }>("/dead")).dead.map((letter) => letter.image)).toEqual([
      id,
    ]);
    await finished(await upload());
  });

  it("spreads requests over all replicas", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => fetch(url("/health"))));
    expect(new Set(answers.map((response) => response.headers.get("x-replica"))).size).toBe(2);
  });

  it("changes nothing where nothing changed", async () => {
    const preview = await project.pulumi(["preview", "--expect-no-changes"]);
    expect(preview, preview.output).toMatchObject({ code: 0 });
    const before = await engine.containers();
    await project.up("--expect-no-changes");
    expect(await engine.containers()).toEqual(before);
  });

  it("finds no drift after an update", async () => {
    const refreshed = await project.pulumi(["refresh", "--yes", "--expect-no-changes"]);
    expect(refreshed, refreshed.output).toMatchObject({ code: 0 });
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
      const { workers: seen } = await json<{ workers: { id: string; age: number }[] }>("/stats");
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
    expect(await json("/health")).toMatchObject({ probe: "2" });
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
    await finished(await upload());
  });

  it("keeps the old version serving when the new one dies at start, and heals with the next good update", async () => {
    const before = await engine.containersOf("web");
    await project.set("services.web.environment.PORT", "not-a-port");
    const traffic = new Traffic(project.port, [{ method: "GET", path: "/health" }]).start();
    const { code, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(output).toContain("services.web: replica photos-web-");
    expect(output).toContain("PORT: expected a number, got 'not-a-port'");
    await project.unset("services.web.environment.PORT");
    await project.up();
    expect((await traffic.stop()).failed).toEqual({});
    const after = await engine.containersOf("web");
    expect(after).toHaveLength(2);
    expect(after).not.toEqual(before);
  });

  it("says what failed in a build, and leaves the running version alone", async () => {
    const before = await engine.containers();
    const file = "applications/photos/worker/requirements.txt";
    const good = await readFile(join(project.directory, file), "utf8");
    await project.write(file, "no-such-package-of-muelle==1.0\n");
    const { code, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(output).toContain("no-such-package-of-muelle");
    expect(await engine.containers()).toEqual(before);
    await project.write(file, good);
    await project.up();
    expect(await engine.containers()).toEqual(before);
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
