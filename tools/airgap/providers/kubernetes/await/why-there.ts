import { listAt, textAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { describeCondition } from "./conditions.ts";

/** What a Namespace that is being deleted says of the objects in it. */
const REMAINS: ReadonlySet<string> = new Set([
  "NamespaceContentRemaining",
  "NamespaceFinalizersRemaining",
  "NamespaceDeletionContentFailure",
  "NamespaceDeletionDiscoveryFailure",
  "NamespaceDeletionGroupVersionParsingFailure",
]);

/** Why an object that is being deleted is still there. */
export function whyThere(object: Manifest): string {
  const remains = listAt(object, "status", "conditions")
    .filter((condition) => textAt(condition, "status") === "True")
    .filter((condition) => REMAINS.has(textAt(condition, "type") ?? ""))
    .map(describeCondition);
  if (remains.length > 0) return remains.join("; ");
  const finalizers = [...listAt(object, "metadata", "finalizers"), ...listAt(object, "spec", "finalizers")];
  return finalizers.length > 0
    ? `it waits for its finalizers: ${finalizers.map(String).join(", ")}`
    : "it has not ended yet";
}
