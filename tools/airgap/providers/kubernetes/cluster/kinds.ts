import { listAt, textAt } from "../manifest/at.ts";
import type { Kind } from "../manifest/manifest.ts";
import { isNotFound } from "./api-error.ts";
import type { Api } from "./api.ts";

/** How the API serves the objects of a kind. */
export interface ServedKind extends Kind {
  /** The name in paths, for example `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The kinds that a cluster serves, asked for once per API group and version. */
export class Kinds {
  readonly #api: Api;
  readonly #groups = new Map<string, Promise<readonly ServedKind[]>>();

  constructor(api: Api) {
    this.#api = api;
  }

  /** Undefined where the cluster has no such kind; asked anew then, as its definition may come any time. */
  async find({ apiVersion, kind }: Kind): Promise<ServedKind | undefined> {
    const served = (await this.#group(apiVersion)).find((candidate) => candidate.kind === kind);
    if (served === undefined) this.#groups.delete(apiVersion);
    return served;
  }

  #group(apiVersion: string): Promise<readonly ServedKind[]> {
    const known = this.#groups.get(apiVersion);
    if (known !== undefined) return known;
    const asked = this.#ask(apiVersion).catch((error: unknown) => {
      this.#groups.delete(apiVersion);
      throw error;
    });
    this.#groups.set(apiVersion, asked);
    return asked;
  }

  async #ask(apiVersion: string): Promise<readonly ServedKind[]> {
    const answer = await this.#api
      .request({ method: "GET", path: groupPath(apiVersion) })
      .catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
    return listAt(answer?.body, "resources").flatMap((entry): ServedKind[] => {
      const [plural, kind] = [textAt(entry, "name"), textAt(entry, "kind")];
      // A name with a slash is a part of another resource: `deployments/scale`.
      if (plural === undefined || kind === undefined || plural.includes("/")) return [];
      return [{ apiVersion, kind, plural, namespaced: namespacedIn(entry) }];
    });
  }
}

function namespacedIn(entry: Parameters<typeof textAt>[0]): boolean {
  return typeof entry === "object" && entry !== null && "namespaced" in entry && entry.namespaced === true;
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** The path of the objects of a kind; those of every namespace where none is given. */
export function collectionPath(served: ServedKind, namespace: string | undefined): string {
  const folder =
    served.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  return `${groupPath(served.apiVersion)}${folder}/${served.plural}`;
}

/** The path of one object. */
export function objectPath(served: ServedKind, namespace: string | undefined, name: string): string {
  return `${collectionPath(served, namespace)}/${encodeURIComponent(name)}`;
}
