import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PhotosClient } from "../../../tools/demo/photos-client.ts";
import { secondsUntil } from "../../support/elapsed.ts";
import { eventually } from "../../support/eventually.ts";
import type { RequestKind } from "../../support/load/request-kind.ts";
import { type LoadedCase, underLoad } from "../../support/load/under-load.ts";
import { createProject, type Project } from "../../support/project.ts";
import { engineCommand } from "../../support/engine-command.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";
import { SmallVolume } from "./small-volume.ts";

const TIMES = 3;
const NEW_IMAGE = "POST of an image";

/** What people do with photos; an image is one small operation, so that two cores keep up. */
const KINDS: readonly RequestKind[] = [
  { name: "GET of the page", method: "GET", path: "/", keepAlive: true, share: 4 },
  { name: "GET of the state", method: "GET", path: "/stats", keepAlive: true, share: 4 },
  {
    name: NEW_IMAGE,
    method: "POST",
    path: "/samples?count=1&operations=thumbnail",
    keepAlive: true,
    share: 2,
  },
];
/** Requests a second. */
const RATE = 40;

let project: Project;
let engine: StackOnEngine;
let client: PhotosClient;

beforeAll(async () => {
  project = await createProject("data", "photos", { db_password: "password-of-the-faults" });
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.set("services.worker.environment.VISIBILITY_TIMEOUT", "3");
  await project.set("services.web.environment.LOST_AFTER", "3");
  await project.up();
  client = new PhotosClient(`http://127.0.0.1:${project.port}`);
});

afterAll(async () => {
  await project.remove();
});

async function containerOf(service: string): Promise<string> {
  const [id] = await engine.containersOf(service);
  if (id === undefined) throw new Error(`there is no ${service}`);
  return id;
}

/** That a new image can be taken and gets done. */
async function expectWorking(): Promise<void> {
  const [id = ""] = await client.samples(1, "thumbnail");
  await eventually(async () => {
    expect((await client.image(id)).status).toBe("done");
  }, 5000);
}

/** Does something to the data under load, and sees that every image that was taken has its result in the end. */
async function fault(what: string, seen: string, change: LoadedCase["change"], times = TIMES): Promise<void> {
  const before = (await client.stats()).images["done"] ?? 0;
  const result = await underLoad({
    part: "Faults",
    platform: "Docker",
    what,
    seen,
    port: project.port,
    kinds: KINDS,
    rate: RATE,
    held: false,
    times,
    requests: 1,
    lost: "no image that was taken",
    change,
  });
  const taken = result.load.answeredByKind[NEW_IMAGE] ?? 0;
  // While the engine is away there are few.
  expect(taken).toBeGreaterThan(0);
  await eventually(async () => {
    const { images, queued, processing, delayed } = await client.stats();
    expect({ queued, processing, delayed, waiting: images["queued"] ?? 0 }).toEqual({
      queued: 0,
      processing: 0,
      delayed: 0,
      waiting: 0,
    });
    // Some whose answer got lost were taken all the same.
    expect(images["done"] ?? 0).toBeGreaterThanOrEqual(before + taken);
    expect(images["failed"] ?? 0).toBe(0);
  }, 60_000);
}

describe("on Docker, every image that was taken gets its result when", () => {
  it("Redis is killed", () =>
    fault("SIGKILL of Redis", "503 until Redis is back; the page is there all the time", async () =>
      secondsUntil(async () => engine.killProcess(await containerOf("queue")), expectWorking),
    ));

  it("PostgreSQL is killed", () =>
    fault("SIGKILL of PostgreSQL", "503 until PostgreSQL is back; the page is there all the time", async () =>
      secondsUntil(async () => engine.killProcess(await containerOf("db")), expectWorking),
    ));

  it("the disk under the queue's volume is full", async () => {
    const queue = await containerOf("queue");
    const volume = await SmallVolume.below(engine, queue, "/data");
    try {
      await fault(
        "disk full for the volume of Redis",
        "new images are refused (503) until there is room; what was taken before is worked off",
        async () => {
          await volume.fill();
          await eventually(async () => {
            await expect(client.samples(1, "thumbnail")).rejects.toThrow(/status 50/);
          });
          return secondsUntil(() => volume.makeRoom(), expectWorking);
        },
        1,
      );
    } finally {
      await volume.remove();
    }
  });

  it("the engine is restarted", async () => {
    await fault(
      "restart of the Docker Engine",
      "connections are refused until the engine and the containers are back; all by itself",
      async () => {
        await engineCommand(project.directory, "stop");
        return secondsUntil(() => engineCommand(project.directory, "start"), expectWorking);
      },
      1,
    );
    await project.up("--expect-no-changes");
  });
});
