import { numberAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** Whether the status already speaks of the object as it is now. */
export function observed(object: Manifest): boolean {
  const generation = numberAt(object, "metadata", "generation") ?? 0;
  return (numberAt(object, "status", "observedGeneration") ?? 0) >= generation;
}
