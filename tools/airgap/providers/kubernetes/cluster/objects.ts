import type { Log } from "../../kit/index.ts";
import { listAt, textAt } from "../manifest/at.ts";
import { nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { isNotFound } from "./api-error.ts";
import type { Api, ApiRequest } from "./api.ts";
import { collectionPath, objectPath, type ServedKind } from "./kinds.ts";

/** How something is written. */
export interface WriteOptions {
  readonly fieldManager: string;
  /** Only what would come of it, with everything that the API server checks. */
  readonly dryRun: boolean;
  /** Takes over fields that others own. @default false */
  readonly force?: boolean;
}

/** The objects of one kind in a cluster, whole and as plain values. */
export class Objects {
  readonly api: Api;
  readonly served: ServedKind;
  readonly #log: Log;
  readonly #signal: AbortSignal;

  constructor(api: Api, served: ServedKind, log: Log, signal: AbortSignal) {
    this.api = api;
    this.served = served;
    this.#log = log;
    this.#signal = signal;
  }

  /** Undefined where there is no such object. */
  async get(namespace: string | undefined, name: string): Promise<Manifest | undefined> {
    return this.#request({ method: "GET", path: objectPath(this.served, namespace, name) }).catch(
      (error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      },
    );
  }

  /** @throws where an object of that name is there already */
  create(manifest: Manifest, { fieldManager, dryRun }: WriteOptions): Promise<Manifest> {
    return this.#request({
      method: "POST",
      path: collectionPath(this.served, namespaceOf(manifest)),
      query: { fieldManager, fieldValidation: "Strict", ...dry(dryRun) },
      body: JSON.stringify(manifest),
    });
  }

  /** Server-side apply. @throws where others own a field and `force` is not set */
  apply(manifest: Manifest, { fieldManager, dryRun, force = false }: WriteOptions): Promise<Manifest> {
    return this.#request({
      method: "PATCH",
      path: objectPath(this.served, namespaceOf(manifest), nameOf(manifest)),
      query: { fieldManager, fieldValidation: "Strict", force: String(force), ...dry(dryRun) },
      // JSON is YAML.
      body: JSON.stringify(manifest),
      contentType: "application/apply-patch+yaml",
    });
  }

  /** A JSON patch. */
  patch(live: Manifest, operations: readonly Manifest[]): Promise<Manifest> {
    return this.#request({
      method: "PATCH",
      path: objectPath(this.served, namespaceOf(live), nameOf(live)),
      body: JSON.stringify(operations),
      contentType: "application/json-patch+json",
    });
  }

  /** Asks for the removal of exactly this object, not of another that has its name by now. */
  async delete(live: Manifest, propagationPolicy: string): Promise<void> {
    const uid = textAt(live, "metadata", "uid");
    await this.#request({
      method: "DELETE",
      path: objectPath(this.served, namespaceOf(live), nameOf(live)),
      body: JSON.stringify({ propagationPolicy, ...(uid === undefined ? {} : { preconditions: { uid } }) }),
    });
  }

  /** Every object of the kind in a namespace that the selector matches. */
  async list(namespace: string | undefined, labelSelector?: string): Promise<readonly Manifest[]> {
    const path = collectionPath(this.served, namespace);
    const list = await this.#request({ method: "GET", path, query: { labelSelector } });
    return listAt(list, "items").flatMap((item) => (isManifest(item) ? [item] : []));
  }

  async #request(request: ApiRequest): Promise<Manifest> {
    // A write under way is not given up: whether it arrived would be unknown, and what it made in no state.
    const options = request.method === "GET" ? { signal: this.#signal } : {};
    const { body, warnings } = await this.api.request({ ...request, ...options });
    // As in the real provider: among them are some that nobody can do anything about.
    for (const warning of warnings) this.#log.debug(warning);
    return body;
  }
}

function dry(dryRun: boolean): Readonly<Record<string, string>> {
  return dryRun ? { dryRun: "All" } : {};
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
