import { randomBytes } from "node:crypto";
import { isProperties, type Properties, type Value } from "../../kit/index.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { listAt, mapAt, textAt, withoutAt } from "../manifest/at.ts";
import { withUnderscores } from "../manifest/dashes.ts";
import { annotationOf, type Manifest } from "../manifest/manifest.ts";

/** Who owns the fields of an object that was created; the first update takes them over, as in the real provider. */
export const CREATOR = "pulumi-kubernetes";

/** The hidden output that keeps the field manager of a resource. */
const OUTPUT = "__fieldManager";

/** Who owns the fields that are applied: what the annotation says, else as before, else a new name. */
export function fieldManagerOf(inputs: Manifest, oldOutputs: Properties): string {
  return (
    annotationOf(inputs, ANNOTATION.patchFieldManager) ??
    textAt(oldOutputs, OUTPUT) ??
    `${CREATOR}-${randomBytes(4).toString("hex")}`
  );
}

/** The outputs of a live object, with what the next operation has to know. */
export function outputsOf(live: Manifest, fieldManager: string): Properties {
  const kept = withoutAt(withUnderscores(live), ["metadata", "managedFields"]);
  return {
    ...withoutAt(kept, ["metadata", "annotations", ANNOTATION.lastApplied]),
    [OUTPUT]: fieldManager,
    __initialApiVersion: textAt(live, "apiVersion") ?? "",
  };
}

/**
 * The owners whose fields an update takes over, by the beginning of their names: without that, what they set could
 * neither be changed without a conflict nor be removed.
 */
const TAKEN_OVER: readonly (readonly [name: string, operation: string])[] = [
  ["kubectl", "Apply"],
  ["kubectl", "Update"],
  ["before-first-apply", "Update"],
  ["pulumi-kubernetes", "Update"],
  ["pulumi-resource-kubernetes", "Update"],
];

/** The object's owners once the manager has taken over; undefined where there is nothing to take over. */
export function takeOver(live: Manifest, manager: string): readonly Value[] | undefined {
  const entries = listAt(live, "metadata", "managedFields").filter(isProperties);
  const taken = entries.filter((entry) => isTakenOver(entry, manager));
  const [sample] = taken;
  if (sample === undefined) return undefined;
  const isOwn = (entry: Properties): boolean =>
    entry["manager"] === manager && entry["operation"] === "Apply" && (entry["subresource"] ?? "") === "";
  const merged = [...entries.filter(isOwn), ...taken].reduce<Properties>(
    (fields, entry) => merge(fields, mapAt(entry, "fieldsV1")),
    {},
  );
  const others = entries.filter((entry) => !taken.includes(entry) && !isOwn(entry));
  return [...others, { ...sample, manager, operation: "Apply", fieldsV1: merged }];
}

/** Whether a preview of an update has to be forced, as the owners are only taken over by the update itself. */
export function ownersWillChange(live: Manifest, manager: string): boolean {
  return takeOver(live, manager) !== undefined;
}

function isTakenOver(entry: Properties, manager: string): boolean {
  if ((entry["subresource"] ?? "") !== "") return false;
  const [name, operation] = [textAt(entry, "manager") ?? "", textAt(entry, "operation")];
  if (name === manager && operation === "Apply") return false;
  return TAKEN_OVER.some(([prefix, kind]) => kind === operation && name.startsWith(prefix));
}

function merge(left: Properties, right: Properties): Properties {
  const merged: Record<string, Value> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const known = merged[key];
    merged[key] = isProperties(known) && isProperties(value) ? merge(known, value) : value;
  }
  return merged;
}
