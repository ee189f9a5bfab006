import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type Docker from "dockerode";
import { extract, pack } from "tar-stream";

/**
 * Copies files from one container into another that has not started yet, each to the same place.
 * @param files - absolute paths
 */
export async function copyFiles(
  from: Docker.Container,
  to: Docker.Container,
  files: readonly string[],
): Promise<void> {
  for (const file of files) {
    const copy = pack();
    const reader = extract();
    reader.on("entry", (header, content, next) => {
      // The engine names it without its folder, which the other container may not have: with it, the folder is made.
      content.pipe(copy.entry({ ...header, name: file.slice(1) }, next));
    });
    // Read while it is written: it holds back what nobody reads.
    const content = buffer(copy);
    await pipeline(await from.getArchive({ path: file }), reader);
    copy.finalize();
    await to.putArchive(await content, { path: "/" });
  }
}
