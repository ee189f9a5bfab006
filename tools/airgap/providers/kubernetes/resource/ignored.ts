import { isProperties, type Properties } from "../../kit/index.ts";
import { at, listAt, mapAt, withAt, withoutAt, type Step } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { parsePath } from "../manifest/property-path.ts";

/**
 * The manifest to apply where changes of some fields are ignored: a field that others own alone is left to them, any
 * other is sent as it is now, so that it is neither reset nor in conflict. Paths into lists stay as they are.
 */
export function leaveIgnored(
  manifest: Manifest,
  live: Manifest,
  manager: string,
  ignoreChanges: readonly string[],
): Manifest {
  const entries = listAt(live, "metadata", "managedFields").filter(isProperties);
  const owned = (path: readonly Step[], own: boolean): boolean =>
    entries.some((entry) => (entry["manager"] === manager) === own && owns(mapAt(entry, "fieldsV1"), path));
  return ignoreChanges.map(parsePath).reduce((result, path) => {
    const [first, ...rest] = path.map(String);
    if (first === undefined || path.some((step) => typeof step === "number" || step === "*")) return result;
    if (owned(path, false) && !owned(path, true)) return withoutAt(result, [first, ...rest]);
    const current = at(live, ...path);
    return current === undefined ? result : withAt(result, [first, ...rest], current);
  }, manifest);
}

function owns(fields: Properties, path: readonly Step[]): boolean {
  return path.length > 0 && at(fields, ...path.map((step) => `f:${step}`)) !== undefined;
}
