import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";
import { join } from "node:path";
import { type BuildPaths, type ContextFilter, readContextFilter } from "./dockerignore.ts";

/** One file of a build context, as far as it matters to the image. */
export interface ContextFile {
  /** Relative to the context, with `/`. */
  readonly path: string;
  readonly kind: "file" | "symlink";
  /** Whether its owner may execute it; other mode bits depend on the umask of whoever checked it out. */
  readonly executable: boolean;
  /** SHA-256 of the content, or of the target of a symbolic link. */
  readonly digest: string;
}

/** Files are read in pieces of this many bytes, so that a big one does not fill the memory. */
const CHUNK = 1 << 20;

/**
 * Everything in the context that the build can see, in no particular order. Folders count by what is in them: Git
 * keeps no empty ones. Sockets and devices are left out, as BuildKit does.
 */
export function readContextFiles(paths: BuildPaths): readonly ContextFile[] {
  const files: ContextFile[] = [];
  collect(paths.context, "", readContextFilter(paths), Buffer.allocUnsafe(CHUNK), files);
  return files;
}

function collect(
  root: string,
  below: string,
  filter: ContextFilter,
  buffer: Buffer,
  found: ContextFile[],
): void {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!filter.prunes(path)) collect(root, path, filter, buffer, found);
    } else if (!filter.ignores(path)) {
      const absolute = join(root, path);
      if (entry.isSymbolicLink()) {
        const digest = createHash("sha256").update(readlinkSync(absolute)).digest("hex");
        found.push({ path, kind: "symlink", executable: false, digest });
      } else if (entry.isFile()) {
        const executable = (lstatSync(absolute).mode & 0o100) !== 0;
        found.push({ path, kind: "file", executable, digest: fileDigest(absolute, buffer) });
      }
    }
  }
}

/** SHA-256 of a file's content. */
export function fileDigest(path: string, buffer: Buffer = Buffer.allocUnsafe(CHUNK)): string {
  const hash = createHash("sha256");
  const descriptor = openSync(path, "r");
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}
