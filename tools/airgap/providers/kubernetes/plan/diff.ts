import type { Change, DiffResult, Properties } from "../../kit/index.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { mapAt } from "../manifest/at.ts";
import { isAnnotated, nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
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
  const [old, live, next] = [input.oldInputs, input.oldOutputs, input.news].map((manifest) =>
    withNamespace(normalize(manifest), settings.defaultNamespace),
  );
  const changes = new Map<string, Change>();
  if (old === undefined || live === undefined || next === undefined)
    throw new TypeError("three states went in");
  const replaces = replaceRules(next, settings);
  const ignored = input.ignoreChanges.map(parsePath);
  for (const { path, kind, drift } of compare(old, live, next)) {
    if (ignored.some((pattern) => covers(pattern, path))) continue;
    changes.set(formatPath(path), { kind, replace: replaces(path), drift });
  }
  return { changes, deleteBeforeReplace: mustDeleteFirst(live, next, changes), stables: [] };
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
