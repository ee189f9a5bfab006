import { setTimeout as delay } from "node:timers/promises";
import { isProperties } from "../../kit/index.ts";
import { isForbidden, isNotFound } from "../cluster/api-error.ts";
import { reasonOf, type Api } from "../cluster/api.ts";
import { collectionPath, type ServedKind } from "../cluster/kinds.ts";
import { listAt, textAt } from "../manifest/at.ts";
import { idOf, type Kind, type Manifest } from "../manifest/manifest.ts";

/** Which objects of a kind. */
export interface CollectionQuery {
  readonly namespace: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** The pause after a watch ended, before everything is listed again. */
const PAUSE_MS = 300;

/** Objects of one kind, kept up to date by the API server's watch. */
export class Collection {
  readonly #api: Api;
  readonly #path: string;
  readonly #type: Kind;
  readonly #query: Readonly<Record<string, string | undefined>>;
  readonly #changed: () => void;
  readonly #stop = new AbortController();
  readonly #items = new Map<string, Manifest>();
  #listed = false;
  #problem = "";

  /** `changed` is called after every change. */
  constructor(api: Api, served: ServedKind, query: CollectionQuery, changed: () => void) {
    const { namespace, labelSelector, fieldSelector } = query;
    this.#api = api;
    // A list does not say it of each of its items.
    this.#type = { apiVersion: served.apiVersion, kind: served.kind };
    this.#path = collectionPath(served, namespace);
    this.#query = { labelSelector, fieldSelector };
    this.#changed = changed;
  }

  /** The objects as they are now. */
  get items(): readonly Manifest[] {
    return [...this.#items.values()];
  }

  /** Whether it is known by now which objects there are. */
  get listed(): boolean {
    return this.#listed;
  }

  /** Why the objects cannot be seen; empty where they can. */
  get problem(): string {
    return this.#problem;
  }

  /** Follows the objects until it is stopped. */
  async follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!this.#isStopped()) {
      try {
        const version = await this.#list();
        await this.#watch(version);
      } catch (error) {
        if (this.#isStopped()) return;
        this.#problem = `cannot see every ${this.#type.kind}: ${reasonOf(error)}`;
        this.#changed();
        if (isForbidden(error) || isNotFound(error)) return;
      }
      await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  stop(): void {
    this.#stop.abort();
  }

  async #list(): Promise<string> {
    const request = {
      method: "GET",
      path: this.#path,
      query: this.#query,
      signal: this.#stop.signal,
    } as const;
    const { body } = await this.#api.request(request);
    this.#items.clear();
    for (const item of listAt(body, "items").filter(isProperties)) {
      this.#items.set(idOf(item), { ...this.#type, ...item });
    }
    this.#listed = true;
    this.#problem = "";
    this.#changed();
    return textAt(body, "metadata", "resourceVersion") ?? "";
  }

  /** Ends when the server ends the watch, or it is stopped. */
  async #watch(resourceVersion: string): Promise<void> {
    const { Watch } = await import("@kubernetes/client-node");
    const { signal } = this.#stop;
    await new Promise<void>((resolve) => {
      const watch = new Watch(this.#api.config);
      void watch
        .watch(
          this.#path,
          { ...this.#query, resourceVersion },
          (event: string, object: Manifest) => {
            this.#apply(event, object);
          },
          // Whatever ended it, everything is listed anew.
          () => {
            resolve();
          },
        )
        .then((controller) => {
          const end = (): void => {
            controller.abort();
            resolve();
          };
          signal.addEventListener("abort", end, { once: true });
          if (signal.aborted) end();
        });
    });
  }

  #apply(event: string, object: Manifest): void {
    if (event === "DELETED") this.#items.delete(idOf(object));
    else if (event === "ADDED" || event === "MODIFIED") this.#items.set(idOf(object), object);
    else return;
    this.#changed();
  }
}
