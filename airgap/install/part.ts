import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** An installed part: a folder in the cache, named after what it was built from, so that it is whole or not there. */
export interface Part {
  readonly name: string;
  /** Where it is, or will be. */
  readonly folder: string;
}

/** Where all parts are. */
export function partsFolder(cache: string): string {
  return join(cache, "parts");
}

/**
 * The part that is built from `sources`.
 *
 * @param sources everything that the result depends on: file contents, versions, flags
 */
export function partOf(cache: string, name: string, sources: readonly (string | Uint8Array)[]): Part {
  return { name, folder: join(partsFolder(cache), `${name}-${hashOf(sources)}`) };
}

/** A short name for the exact content of `sources`; the order and the borders between them count. */
export function hashOf(sources: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const source of sources) hash.update(`${Buffer.byteLength(source)}:`).update(source);
  return hash.digest("hex").slice(0, 16);
}

/** Whether the part is there; it is never there by half. */
export function isInstalled(part: Part): boolean {
  return existsSync(part.folder);
}

/** Builds a part in a folder of its own and moves it into place when, and only when, `build` succeeds. */
export async function installPart(
  cache: string,
  part: Part,
  build: (folder: string) => Promise<void>,
): Promise<void> {
  if (isInstalled(part)) return;
  const parts = partsFolder(cache);
  await mkdir(parts, { recursive: true });
  const draft = await mkdtemp(join(parts, `.${part.name}-`));
  try {
    await build(draft);
    await rename(draft, part.folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
