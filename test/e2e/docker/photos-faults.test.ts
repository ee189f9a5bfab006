import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IDS_AT_ONCE, type ImageState, PhotosClient, type Stats } from "../../../tools/demo/photos-client.ts";
import { OPERATIONS, wrongWith } from "../../../tools/demo/right-result.ts";
import { limited } from "../../../base/limited.ts";
import { eventually } from "../../support/eventually.ts";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const JOBS = 1000;
const SAMPLE = { width: 800, height: 600 };

let project: Project;
let engine: StackOnEngine;
let client: PhotosClient;

beforeAll(async () => {
  project = await createProject("faults", "photos", { db_password: "faults-password" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  // A killed worker's job comes up again after three seconds and not after fifteen; what is not queued after three.
  await project.set("services.worker.environment.VISIBILITY_TIMEOUT", "3");
  await project.set("services.web.environment.LOST_AFTER", "3");
  await project.up();
  client = new PhotosClient(`http://127.0.0.1:${project.port}`);
});

afterAll(async () => {
  await project.remove();
});

async function kill(service: string, index = 0): Promise<void> {
  await engine.killProcess(await containerOf(service, index));
}

/** Stops a service in an orderly way and starts it again. */
async function restart(service: string): Promise<void> {
  const id = await containerOf(service);
  await engine.stopByHand(id, 20);
  await engine.startByHand(id);
}

async function containerOf(service: string, index = 0): Promise<string> {
  const id = (await engine.containersOf(service))[index];
  if (id === undefined) throw new Error(`there is no ${service} ${index + 1}`);
  return id;
}

/** Waits until so many jobs are done; while queue or database are away there is no answer, so it asks again. */
function untilDone(count: number): Promise<Stats> {
  return eventually(async () => {
    const stats = await client.stats();
    if (stats.done < count) throw new Error(`${stats.done} of ${count} are done: ${JSON.stringify(stats)}`);
    return stats;
  }, 90_000);
}

async function imagesOf(ids: readonly string[]): Promise<ImageState[]> {
  const images: ImageState[] = [];
  for (let index = 0; index < ids.length; index += IDS_AT_ONCE)
    images.push(...(await client.images(ids.slice(index, index + IDS_AT_ONCE))));
  return images;
}

describe("the queue of photos", () => {
  it("has a result of every one of 1,000 jobs, and none twice, whatever dies in the middle", async () => {
    const ids = await client.samples(JOBS);
    // What dies, and when: after how many jobs that are done.
    const faults: readonly [number, () => Promise<void>][] = [
      [100, () => kill("worker", 0)],
      [200, () => kill("worker", 1)],
      [300, () => kill("queue")],
      [400, () => kill("worker", 2)],
      [500, () => restart("db")],
      [600, () => kill("db")],
      [700, () => restart("queue")],
      [800, () => Promise.all([0, 1, 2].map((index) => kill("worker", index))).then(() => undefined)],
    ];
    for (const [count, fault] of faults) {
      const { queued } = await untilDone(count);
      // Otherwise it would be no fault in the middle.
      expect(queued).toBeGreaterThan(0);
      await fault();
    }
    await untilDone(JOBS);
    const images = await eventually(async () => {
      const all = await imagesOf(ids);
      expect(all.filter(({ status }) => status !== "done")).toEqual([]);
      return all;
    });
    expect(new Set(images.map(({ id }) => id)).size).toBe(JOBS);
    expect(images.flatMap(({ results }) => Object.keys(results))).toHaveLength(JOBS * OPERATIONS.length);

    const stats = await eventually(async () => {
      const now = await client.stats();
      expect(now.workers).toHaveLength(3);
      return now;
    });
    expect(stats).toMatchObject({
      queued: 0,
      processing: 0,
      delayed: 0,
      dead: 0,
      failed: 0,
      done: JOBS,
      images: { done: JOBS },
    });
    expect(stats.workers.reduce((sum, { done }) => sum + done, 0)).toBe(JOBS);
    expect(await wrongResults(images)).toEqual([]);
  });

  it("took over jobs of workers that were killed, and left nothing of theirs behind", async () => {
    const workers = await engine.containersOf("worker");
    const logs = await Promise.all(workers.map((id) => engine.logsOf(id)));
    const taken = logs
      .join("")
      .split("\n")
      .filter((line) => line.includes('"job taken over"'));
    expect(taken.length).toBeGreaterThan(0);
    for (const id of workers) expect((await engine.inspect(id)).RestartCount).toBeGreaterThan(1);
    const files = await engine.run(workers[0] ?? "", ["find", "/results", "-type", "f"]);
    const partial = files.split("\n").filter((file) => file.includes("/."));
    expect(partial).toEqual([]);
    expect(files.trim().split("\n")).toHaveLength(JOBS * OPERATIONS.length);
  });

  it("finds what was noted and could not be queued", async () => {
    const queue = await containerOf("queue");
    const { images: before } = await client.stats();
    await engine.stopByHand(queue, 20);
    await expect(client.samples(5)).rejects.toThrow("status 503");
    await engine.startByHand(queue);
    await eventually(async () => {
      expect((await client.stats()).images).toEqual({ done: (before["done"] ?? 0) + 5 });
    }, 60_000);
    expect(await client.stats()).toMatchObject({ done: JOBS + 5, queued: 0, dead: 0 });
  });

  it("gives a picture up that cannot be read, with the reason, and goes on", async () => {
    const path = join(project.directory, "applications/photos/tests/poison.jpg");
    const poison = { name: "poison.jpg", bytes: new Uint8Array(await readFile(path)) };
    const [id = ""] = await client.upload([poison]);
    const image = await eventually(async () => {
      const state = await client.image(id);
      expect(state.status).not.toBe("queued");
      return state;
    });
    expect(image).toMatchObject({ status: "failed", error: "OSError: Truncated File Read", results: {} });
    expect(await client.deadLetters()).toMatchObject([{ image: id, error: "OSError: Truncated File Read" }]);
    const [after = ""] = await client.samples(1);
    await eventually(async () => {
      expect((await client.image(after)).status).toBe("done");
    });
    expect((await client.stats()).workers).toHaveLength(3);
  });

  it("lets a worker stop by itself while the queue is away", async () => {
    const queue = await containerOf("queue");
    const worker = await containerOf("worker");
    await engine.stopByHand(queue, 20);
    await engine.stopByHand(worker, 30);
    expect((await engine.inspect(worker)).State.ExitCode).toBe(0);
    await engine.startByHand(queue);
    await engine.startByHand(worker);
  });
});

/** What is wrong with the results; of each image one is looked at, of each operation as many. */
async function wrongResults(images: readonly ImageState[]): Promise<string[]> {
  const wrong: string[] = [];
  await limited(6, [...images.entries()], async ([index, { results }]) => {
    const operation = OPERATIONS[index % OPERATIONS.length] ?? "";
    const fault = wrongWith(await client.picture(results[operation] ?? "/"), operation, SAMPLE);
    if (fault !== undefined) wrong.push(fault);
  });
  return wrong;
}
