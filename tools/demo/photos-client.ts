import * as v from "valibot";
import { MuelleError } from "../../base/errors.ts";

const imageSchema = v.object({
  id: v.string(),
  name: v.string(),
  status: v.picklist(["queued", "done", "failed"]),
  /** Paths of the results by operation. */
  results: v.record(v.string(), v.string()),
  worker: v.nullable(v.string()),
  error: v.nullable(v.string()),
  /** What the worker took, in milliseconds. */
  duration_ms: v.nullable(v.number()),
  created: v.string(),
  finished: v.nullable(v.string()),
});

const statsSchema = v.object({
  replica: v.string(),
  queued: v.number(),
  processing: v.number(),
  delayed: v.number(),
  dead: v.number(),
  done: v.number(),
  failed: v.number(),
  per_second: v.number(),
  /** How many images are in each state; a state without any is left out. */
  images: v.record(v.string(), v.number()),
  workers: v.array(
    v.object({
      id: v.string(),
      /** Seconds since its last heartbeat. */
      age: v.number(),
      done: v.number(),
      failed: v.number(),
      current: v.nullable(v.string()),
    }),
  ),
});

const listSchema = v.object({ images: v.array(imageSchema) });
const takenSchema = v.object({ images: v.array(v.object({ id: v.string() })) });
const lettersSchema = v.object({ dead: v.array(v.object({ image: v.string(), error: v.string() })) });

/** One image as the service knows it. */
export type ImageState = v.InferOutput<typeof imageSchema>;
/** Queue, workers and throughput. */
export type Stats = v.InferOutput<typeof statsSchema>;

/** A picture on its way to the service. */
export interface PictureFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How many images one question may be about. */
export const IDS_AT_ONCE = 100;

/** The photos application as its users see it, at one URL. */
export class PhotosClient {
  readonly #url: string;

  /** @param url without a slash at its end */
  constructor(url: string) {
    this.#url = url.replace(/\/+$/, "");
  }

  /** Uploads pictures in one request; returns the images' ids in the same order. */
  async upload(pictures: readonly PictureFile[]): Promise<string[]> {
    const form = new FormData();
    for (const { name, bytes } of pictures) form.append("files", new Blob([bytes]), name);
    const { images } = await this.#json("/images", takenSchema, { method: "POST", body: form });
    return images.map(({ id }) => id);
  }

  /** Has bundled pictures queued; returns the images' ids. */
  async samples(count: number, operations = ""): Promise<string[]> {
    const path = `/samples?count=${count}&operations=${operations}`;
    const { images } = await this.#json(path, takenSchema, { method: "POST" });
    return images.map(({ id }) => id);
  }

  image(id: string): Promise<ImageState> {
    return this.#json(`/images/${id}`, imageSchema);
  }

  /** Those of at most {@link IDS_AT_ONCE} images that the service knows, in any order. */
  async images(ids: readonly string[]): Promise<readonly ImageState[]> {
    return ids.length === 0 ? [] : (await this.#json(`/images?ids=${ids.join(",")}`, listSchema)).images;
  }

  stats(): Promise<Stats> {
    return this.#json("/stats", statsSchema);
  }

  /** The newest jobs that were given up. */
  async deadLetters(): Promise<readonly { readonly image: string; readonly error: string }[]> {
    return (await this.#json("/dead", lettersSchema)).dead;
  }

  /** The bytes of a picture. */
  async picture(path: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await this.#ask(path)).arrayBuffer());
  }

  async #json<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    options: RequestInit = {},
  ): Promise<v.InferOutput<Schema>> {
    const parsed = v.safeParse(schema, await (await this.#ask(path, options)).json());
    if (parsed.success) return parsed.output;
    const [issue] = parsed.issues;
    throw new MuelleError("This is not the photos application", [
      { path: `${this.#url}${path}`, message: `${v.getDotPath(issue) ?? "the answer"}: ${issue.message}` },
    ]);
  }

  async #ask(path: string, options: RequestInit = {}): Promise<Response> {
    const url = `${this.#url}${path}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000), ...options }).catch(
      (error: unknown) => {
        throw new MuelleError("The photos application does not answer", [
          {
            path: this.#url,
            message: reasonOf(error),
            hint: "Bring it up with npm start, or say where it is: --url http://HOST:PORT",
          },
        ]);
      },
    );
    if (response.ok) return response;
    throw new MuelleError("The photos application refused", [
      { path: url, message: `status ${response.status}: ${(await response.text()).trim().slice(0, 500)}` },
    ]);
  }
}

/** What fetch hides in the cause of "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
