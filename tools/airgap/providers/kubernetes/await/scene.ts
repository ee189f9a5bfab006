import type { Cluster } from "../cluster/connect.ts";
import type { ServedKind } from "../cluster/kinds.ts";
import { nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { Collection } from "./collection.ts";
import type { Related, RelatedQuery } from "./verdict.ts";

/** An object and what its readiness depends on, kept up to date. */
export class Scene {
  readonly #itself: Collection;
  readonly #others: Readonly<Record<string, Collection>>;

  private constructor(itself: Collection, others: Readonly<Record<string, Collection>>) {
    this.#itself = itself;
    this.#others = others;
    for (const collection of this.#all) void collection.follow();
  }

  /** `changed` is called after every change. What the cluster has no kind for is left out. */
  static async open(
    { api, kinds }: Cluster,
    served: ServedKind,
    live: Manifest,
    related: Readonly<Record<string, RelatedQuery>>,
    changed: () => void,
  ): Promise<Scene> {
    const own = { namespace: namespaceOf(live), fieldSelector: `metadata.name=${nameOf(live)}` };
    const others = await Promise.all(
      Object.entries(related).map(async ([name, query]): Promise<[string, Collection][]> => {
        const kind = await kinds.find(query);
        return kind === undefined ? [] : [[name, new Collection(api, kind, query, changed)]];
      }),
    );
    return new Scene(new Collection(api, served, own, changed), Object.fromEntries(others.flat()));
  }

  /** Whether everything was seen at least once, as far as it can be seen. */
  get isKnown(): boolean {
    return this.#all.every(({ listed, problem }) => listed || problem !== "");
  }

  /** The object as it is now; undefined where it is gone. */
  get object(): Manifest | undefined {
    return this.#itself.items[0];
  }

  /** Whether the object itself can be seen. */
  get isVisible(): boolean {
    return this.#itself.listed;
  }

  get related(): Related {
    return Object.fromEntries(Object.entries(this.#others).map(([name, { items }]) => [name, items]));
  }

  /** What cannot be seen, and why. */
  get problems(): readonly string[] {
    return this.#all.map(({ problem }) => problem).filter((problem) => problem !== "");
  }

  close(): void {
    for (const collection of this.#all) collection.stop();
  }

  get #all(): readonly Collection[] {
    return [this.#itself, ...Object.values(this.#others)];
  }
}
