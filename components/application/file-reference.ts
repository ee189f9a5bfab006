import { posix } from "node:path";
import type { FileReference, Unplaced } from "./application-model.ts";
import { defaults } from "./defaults.ts";
import { normalisedPath } from "./mount.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";
import type { FileReferenceSpec } from "./spec.ts";

/**
 * Reads a reference to a secret or a configuration file. A `target` that is not absolute lies below `folder`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#secrets
 */
export function parseFileReference(
  spec: string | FileReferenceSpec,
  folder: "/run/secrets" | "/",
): Parsed<Unplaced<FileReference>> {
  const {
    source,
    target = source,
    mode = defaults.fileReference.mode,
  } = typeof spec === "string" ? { source: spec } : spec;
  const path = normalisedPath(posix.resolve(folder, target));
  if (target === "" || target.endsWith("/") || target.split("/").includes("..") || path === "/") {
    return unreadable(
      `not a file name or absolute path inside the container: ${JSON.stringify(target)}`,
      `a name alone is placed in ${folder}`,
    );
  }
  if (!Number.isInteger(mode) || mode < 0 || mode > 0o777) {
    return unreadable(`not permission bits: ${mode}`, "write them in octal, between 0o000 and 0o777");
  }
  return parsed({ source, target: path, mode });
}
