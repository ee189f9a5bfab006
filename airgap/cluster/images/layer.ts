import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";

/** What is in an image's one layer. */
export type LayerEntry =
  | { readonly kind: "file"; readonly path: string; readonly source: string }
  | { readonly kind: "link"; readonly path: string; readonly target: string }
  | { readonly kind: "folder"; readonly path: string; readonly mode: number };

/** Packs a layer; the same content gives the same bytes. */
export async function packLayer(entries: readonly LayerEntry[]): Promise<Buffer> {
  const tar = pack();
  const packed = buffer(tar);
  const common = { mtime: new Date(0), uid: 0, gid: 0 };
  for (const entry of entries) {
    const name = entry.path.replace(/^\//, "");
    switch (entry.kind) {
      case "file":
        tar.entry({ ...common, name, mode: 0o755 }, await readFile(entry.source));
        break;
      case "link":
        tar.entry({ ...common, name, type: "symlink", linkname: entry.target, mode: 0o777 });
        break;
      case "folder":
        tar.entry({ ...common, name: `${name}/`, type: "directory", mode: entry.mode });
        break;
    }
  }
  tar.finalize();
  return packed;
}
