import type { Change, DiffResult, Properties } from "../../kit/index.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { at, mapAt, type Step } from "../manifest/at.ts";
import { isAnnotated, isSecret, nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { normalize } from "../manifest/normalize.ts";
import { covers, formatPath, parsePath } from "../manifest/property-path.ts";
import { compare } from "./compare.ts";
import { replaceRules, type Mutability } from "./replace-rules.ts";

/** The three states of one object that a diff looks at. */
export interface DiffInput {
  readonly oldInputs: Manifest;
  readonly oldOutputs: Properties;
  readonly news: Manifest;
  readonly ignoreChanges: readonly string[];
}

/** Where objects without a namespace belong; undefined for objects of the whole cluster. */
export interface DiffSettings extends Mutability {
  readonly defaultNamespace: string | undefined;
}

/** What has to change, whether in place or by a new object, and which of the two objects goes first then. */
export function diff(input: DiffInput, settings: DiffSettings): DiffResult {
  const prepared = (manifest: Manifest): Manifest =>
    withNamespace(normalize(manifest), settings.defaultNamespace);
  const [old, live, next] = [prepared(input.oldInputs), prepared(input.oldOutputs), prepared(input.news)];
  const changes = new Map<string, Change>();
  const replaces = replaceRules(next, settings);
  const ignored = input.ignoreChanges.map(parsePath);
  for (const { path, kind, drift } of compare(old, live, next)) {
    if (ignored.some((pattern) => covers(pattern, path))) continue;
    changes.set(formatPath(asGiven(path, input.news)), { kind, replace: replaces(path), drift });
  }
  return { changes, deleteBeforeReplace: mustDeleteFirst(live, next, changes), stables: [] };
}

/** Where the program said it: what it gave as a Secret's `stringData` is compared as `data`. */
function asGiven(path: readonly Step[], news: Manifest): readonly Step[] {
  const [first, key, ...rest] = path;
  const plain = isSecret(news) && first === "data" && key !== undefined;
  return plain && at(news, "stringData", key) !== undefined ? ["stringData", key, ...rest] : path;
}

/** Two objects of one name cannot be there at once. */
function mustDeleteFirst(live: Manifest, next: Manifest, changes: ReadonlyMap<string, Change>): boolean {
  return (
    [...changes.values()].some(({ replace }) => replace) &&
    nameOf(next) !== "" &&
    !isAnnotated(next, ANNOTATION.autonamed) &&
    nameOf(next) === nameOf(live) &&
    namespaceOf(next) === namespaceOf(live)
  );
}

function withNamespace(manifest: Manifest, defaultNamespace: string | undefined): Manifest {
  if (defaultNamespace === undefined || namespaceOf(manifest) !== undefined) return manifest;
  if (mapAt(manifest, "metadata")["namespace"] !== undefined) return manifest;
  return { ...manifest, metadata: { ...mapAt(manifest, "metadata"), namespace: defaultNamespace } };
}
