import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileDigest, readContextFiles } from "../../../base/build-context/context-files.ts";
import type { ImageInputs } from "./image-fields.ts";

/**
 * The output `contextHash`: a hash of the Dockerfile and of all files of the local contexts that no rule ignores. It
 * stands for what the real provider computes; only that it changes when they do is the same, not the number.
 */
export function contextHash({ context, dockerfile }: Pick<ImageInputs, "context" | "dockerfile">): string {
  const main = resolve(context?.location ?? ".");
  const path = dockerfile?.location === undefined ? join(main, "Dockerfile") : resolve(dockerfile.location);
  const named = Object.values(context?.named ?? {})
    .map(({ location }) => resolve(location))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true)
    .sort();
  const hash = createHash("sha256");
  hash.update(dockerfile?.inline ?? fileDigest(path));
  for (const folder of [main, ...named]) {
    const files = readContextFiles({ context: folder, dockerfile: path });
    const lines = files.map((file) => JSON.stringify([file.path, file.kind, file.executable, file.digest]));
    hash.update(`\n${lines.sort().join("\n")}\n`);
  }
  return hash.digest("hex");
}
