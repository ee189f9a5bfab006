import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { MuelleError } from "../../base/errors.ts";
import type { PictureFile } from "./photos-client.ts";

const EXTENSIONS = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"];

/**
 * The pictures of a folder, by name.
 *
 * @throws MuelleError where there is no such folder, or no picture in it
 */
export async function readPictures(folder: string): Promise<readonly PictureFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new MuelleError("No pictures to send", [
      { path: folder, message: error instanceof Error ? error.message : String(error) },
    ]);
  });
  const pictures = names.filter((name) => EXTENSIONS.includes(extname(name).toLowerCase())).sort();
  if (pictures.length === 0) {
    throw new MuelleError("No pictures to send", [
      { path: folder, message: `no file that ends in ${EXTENSIONS.join(", ")}` },
    ]);
  }
  return Promise.all(
    pictures.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(join(folder, name))) })),
  );
}

/** So many pictures, from the first to the last and again from the first. */
export function inTurn<T>(pictures: readonly T[], count: number): readonly T[] {
  return Array.from({ length: Math.ceil(count / pictures.length) }, () => pictures)
    .flat()
    .slice(0, count);
}
