import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { IDS_AT_ONCE, type ImageState, PhotosClient } from "../tools/demo/photos-client.ts";
import { Muelle } from "./muelle.ts";
import { summarise, type Summary } from "./statistics.ts";

/** Images a second by the number of workers. */
export interface Throughput {
  readonly cores: number;
  readonly points: readonly { readonly workers: number; readonly rate: Summary }[];
}

const IMAGES = 150;
const WARM_UP = 20;
/** Of the images of a run, the first and the last tenth are left out: workers begin and end at different times. */
const LEFT_OUT = 0.1;
const PASSWORD = "bench-password";

/** Measures the photos application, 800x600 JPEG and all eight operations, with 1, 2, 4, ... workers up to the cores and one more. */
export async function throughput(runs: number): Promise<Throughput> {
  const cores = availableParallelism();
  const muelle = await Muelle.create("photos", { db_password: PASSWORD });
  try {
    const client = new PhotosClient(`http://127.0.0.1:${muelle.project.port}`);
    const rates = new Map<number, number[]>(sizes(cores).map((workers) => [workers, []]));
    // Every size in every round, so that a machine that gets slower is unjust to none.
    for (let run = 0; run < runs; run++) {
      for (const [workers, measured] of rates) {
        await muelle.project.set("services.worker.replicas", String(workers));
        await muelle.up();
        await rateOf(client, WARM_UP);
        const rate = await rateOf(client, IMAGES);
        process.stdout.write(`photos, ${workers} workers: ${rate.toFixed(1)} images a second\n`);
        measured.push(rate);
      }
    }
    return { cores, points: [...rates].map(([workers, all]) => ({ workers, rate: summarise(all) })) };
  } finally {
    await muelle.project.remove();
  }
}

/** 1, 2, 4, ... up to the cores, the cores themselves, and one more. */
export function sizes(cores: number): readonly number[] {
  const powers = Array.from({ length: Math.floor(Math.log2(cores)) + 1 }, (_, power) => 2 ** power);
  return [...new Set([...powers, cores, cores + 1])];
}

/** Images a second while all workers are busy. */
async function rateOf(client: PhotosClient, count: number): Promise<number> {
  const ids = await client.samples(count);
  // The queue is first in, first out: only the end of it is asked for, so that asking costs the workers nothing.
  while ((await client.images(ids.slice(-3))).some(({ status }) => status === "queued")) await sleep(200);
  const images: ImageState[] = [];
  for (let index = 0; index < ids.length; index += IDS_AT_ONCE)
    images.push(...(await client.images(ids.slice(index, index + IDS_AT_ONCE))));
  return steadyRate(images.map(({ finished }) => Date.parse(finished ?? "") / 1000));
}

/**
 * Events a second between the first and the last tenth of them.
 *
 * @param times when each happened, in seconds
 */
export function steadyRate(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length * LEFT_OUT);
  const middle = sorted.slice(cut, sorted.length - cut);
  return (middle.length - 1) / ((middle.at(-1) ?? Number.NaN) - (middle[0] ?? Number.NaN));
}

/** The figures as a table for people. */
export function renderThroughput({ cores, points }: Throughput): string[] {
  const alone = points[0]?.rate.max ?? Number.NaN;
  return [
    "## Throughput of photos",
    "",
    `Pictures of 800x600, eight operations each, on ${cores} cores that web, queue, database and load balancer share.`,
    "The best run counts, because whatever else a machine does can only make a run slower.",
    "",
    "| workers | images a second | median of the runs | beside one worker | for each worker |",
    "| --- | --- | --- | --- | --- |",
    ...points
      .map(({ workers, rate: { median, max } }) =>
        [
          workers,
          max.toFixed(1),
          median.toFixed(1),
          (max / alone).toFixed(2),
          (max / workers).toFixed(1),
        ].join(" | "),
      )
      .map((row) => `| ${row} |`),
  ];
}
