import { setTimeout as delay } from "node:timers/promises";
import { ApiError, isConflict } from "../cluster/api-error.ts";
import { textAt } from "../manifest/at.ts";
import { nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { takeOver } from "./field-manager.ts";
import type { Place } from "./placed.ts";

/** How often it is tried again where somebody changes the object at the same time. */
const ATTEMPTS = 8;
const PAUSE_MS = 50;

/**
 * Takes over what the creation, or kubectl, owns, so that fields can be removed and are not in conflict with ourselves.
 * Returns the object with its new owners.
 */
export async function takeOverFields(
  { objects }: Place,
  live: Manifest,
  fieldManager: string,
): Promise<Manifest> {
  let latest = live;
  for (let attempt = 1; ; attempt++) {
    const managedFields = takeOver(latest, fieldManager);
    if (managedFields === undefined) return latest;
    try {
      return await objects.patch(latest, [
        {
          op: "test",
          path: "/metadata/resourceVersion",
          value: textAt(latest, "metadata", "resourceVersion") ?? "",
        },
        { op: "replace", path: "/metadata/managedFields", value: managedFields },
      ]);
    } catch (error) {
      if (!wasChanged(error) || attempt === ATTEMPTS) throw error;
    }
    await delay(PAUSE_MS * attempt);
    const again = await objects.get(namespaceOf(latest), nameOf(latest));
    if (again === undefined) throw new Error("it is no longer in the cluster");
    latest = again;
  }
}

function wasChanged(error: unknown): boolean {
  return isConflict(error) || (error instanceof ApiError && error.message.includes("test"));
}
