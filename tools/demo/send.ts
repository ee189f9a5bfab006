import { setTimeout as sleep } from "node:timers/promises";
import { MuelleError } from "../../base/errors.ts";
import { limited } from "../../base/limited.ts";
import { Bar } from "./bar.ts";
import { IDS_AT_ONCE, type ImageState, type PhotosClient, type PictureFile } from "./photos-client.ts";
import { OPERATIONS, seenSize, wrongWith } from "./right-result.ts";
import type { Outcome } from "./summary.ts";

const PICTURES_A_REQUEST = 10;
const REQUESTS_AT_ONCE = 3;
const CHECKS_AT_ONCE = 6;
const POLL_MILLISECONDS = 25;
/** When nothing more comes back for so long, nothing will. */
const PATIENCE_MILLISECONDS = 60_000;

/** Sends pictures, waits until there are results of all, and looks at each of them. */
export async function send(client: PhotosClient, pictures: readonly PictureFile[]): Promise<Outcome> {
  const since = performance.now();
  const sent = await upload(client, pictures);
  const images = await finished(client, [...sent.keys()]);
  const seconds = (performance.now() - since) / 1000;
  return { sent: pictures.length, images, seconds, ...(await look(client, images, sent)) };
}

/** Uploads everything; returns the pictures by the ids of their images. */
async function upload(
  client: PhotosClient,
  pictures: readonly PictureFile[],
): Promise<ReadonlyMap<string, PictureFile>> {
  const requests = Array.from({ length: Math.ceil(pictures.length / PICTURES_A_REQUEST) }, (_, index) =>
    pictures.slice(index * PICTURES_A_REQUEST, (index + 1) * PICTURES_A_REQUEST),
  );
  const sent = new Map<string, PictureFile>();
  await withBar("sent", pictures.length, (bar) =>
    limited(REQUESTS_AT_ONCE, requests, async (request) => {
      const ids = await client.upload(request);
      ids.forEach((id, index) => {
        const picture = request[index];
        if (picture !== undefined) sent.set(id, picture);
      });
      bar.update(sent.size);
    }),
  );
  return sent;
}

/** Waits until every image is done or given up. */
async function finished(client: PhotosClient, ids: readonly string[]): Promise<readonly ImageState[]> {
  const ended = new Map<string, ImageState>();
  let moved = Date.now();
  return withBar("done", ids.length, async (bar) => {
    for (;;) {
      // The queue is first in, first out: those that wait longest are asked for.
      const waiting = ids.filter((id) => !ended.has(id)).slice(0, IDS_AT_ONCE);
      const news = (await client.images(waiting)).filter(({ status }) => status !== "queued");
      for (const image of news) ended.set(image.id, image);
      bar.update(ended.size);
      if (ended.size === ids.length) return [...ended.values()];
      if (news.length > 0) moved = Date.now();
      if (Date.now() - moved > PATIENCE_MILLISECONDS) {
        throw new MuelleError("Not everything came back", [
          {
            path: `${ids.length - ended.size} of ${ids.length} images`,
            message: `nothing more was done for ${PATIENCE_MILLISECONDS / 1000} s`,
            hint: "Look at the workers: npm run demo -- watch",
          },
        ]);
      }
      await sleep(POLL_MILLISECONDS);
    }
  });
}

/** Fetches every result and looks at it; tells how many there were, and what is wrong. */
async function look(
  client: PhotosClient,
  images: readonly ImageState[],
  sent: ReadonlyMap<string, PictureFile>,
): Promise<{ readonly checked: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  let checked = 0;
  await withBar("checked", images.length, async (bar) => {
    let done = 0;
    await limited(CHECKS_AT_ONCE, images, async (image) => {
      const original = sent.get(image.id);
      if (image.status === "failed")
        wrong.push(`${image.name}: given up: ${image.error ?? "nobody says why"}`);
      else if (original !== undefined) {
        wrong.push(...(await faultsOf(client, image, original)));
        checked += OPERATIONS.length;
      }
      bar.update(++done);
    });
  });
  return { checked, wrong };
}

/** What is wrong with the results of one image. */
async function faultsOf(client: PhotosClient, image: ImageState, original: PictureFile): Promise<string[]> {
  const size = seenSize(original.bytes);
  const wrong: string[] = [];
  for (const operation of OPERATIONS) {
    const path = image.results[operation];
    const fault =
      path === undefined
        ? `${operation}: there is no result`
        : wrongWith(await client.picture(path), operation, size);
    if (fault !== undefined) wrong.push(`${image.name} (${image.id}): ${fault}`);
  }
  return wrong;
}

async function withBar<T>(name: string, total: number, work: (bar: Bar) => Promise<T>): Promise<T> {
  const bar = new Bar(name, total);
  try {
    return await work(bar);
  } finally {
    bar.stop();
  }
}
