import { messageOf } from "../../kit/index.ts";
import { alreadyExists, isConflict, ApiError } from "../cluster/api-error.ts";
import { reasonOf } from "../cluster/api.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { idOf, kindOf, type Kind, type Manifest } from "../manifest/manifest.ts";
import { redact } from "./redact.ts";

/** What was tried with an object. */
export type Attempt = "create" | "update" | "delete" | "read";

/** The error of an operation in the user's terms: what was tried with which object, why not, and what to do. */
export function explain(attempt: Attempt, manifest: Manifest, error: unknown): Error {
  const { apiVersion, kind } = kindOf(manifest);
  const what = `cannot ${attempt} ${apiVersion}/${kind} ${idOf(manifest)}`;
  const reason = redact(
    error instanceof ApiError ? error.message : messageOf(new Error(reasonOf(error))),
    manifest,
  );
  const advice = adviceFor(attempt, error);
  return new Error([`${what}: ${reason}`, ...(advice === "" ? [] : [advice])].join("\n"));
}

function adviceFor(attempt: Attempt, error: unknown): string {
  if (attempt === "create" && alreadyExists(error)) {
    return (
      "It is in the cluster already. Take it into the stack with `pulumi import`, give the resource another name, or " +
      "delete the object; if the resource was renamed in the program, give it an alias."
    );
  }
  if (attempt === "update" && isConflict(error)) {
    return (
      "Somebody else owns a field that the program sets (server-side apply field conflict). Leave the field out of the " +
      `program, ignore it with \`ignoreChanges\`, or take it over with the annotation ${ANNOTATION.patchForce}: "true".`
    );
  }
  return "";
}

/** The error for a kind that the cluster does not know. */
export function unknownKind({ apiVersion, kind }: Kind): Error {
  return new Error(
    `no matches for kind "${kind}" in version "${apiVersion}": the Kubernetes API does not serve it; install the ` +
      "CustomResourceDefinition that it needs first, or correct apiVersion and kind",
  );
}
