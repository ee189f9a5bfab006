import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One file of a bind mount. */
export interface BindFile {
  /** Path below the mount; empty where the mount is the file itself. */
  readonly path: string;
  /** The content in base64. */
  readonly content: string;
  readonly executable: boolean;
}

/** The files of a bind mount that go to the cluster, or why they cannot. */
export type BindFiles =
  | { readonly type: "files"; readonly single: boolean; readonly files: readonly BindFile[] }
  | { readonly type: "refused"; readonly reason: string };

/** The API server takes no more than this in one ConfigMap. */
export const BIND_LIMIT = 1024 * 1024;

/** Reads a file or folder of this machine, as long as it is small enough to be a ConfigMap. */
export function readBind(source: string): BindFiles {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (stat === undefined) return { type: "refused", reason: "there is nothing at that path" };
  if (!stat.isFile() && !stat.isDirectory())
    return { type: "refused", reason: "it is neither a file nor a folder" };
  const paths = stat.isFile() ? [""] : filesBelow(source, "").sort();
  const size = paths.reduce((sum, path) => sum + statSync(join(source, path)).size, 0);
  if (size > BIND_LIMIT) {
    const reason = `it holds ${(size / BIND_LIMIT).toFixed(1)} MiB, and a ConfigMap takes 1 MiB`;
    return { type: "refused", reason };
  }
  const files = paths.map((path): BindFile => {
    const file = join(source, path);
    return {
      path,
      content: readFileSync(file).toString("base64"),
      executable: (statSync(file).mode & 0o100) !== 0,
    };
  });
  return { type: "files", single: stat.isFile(), files };
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path);
    // Sockets and devices mean nothing elsewhere; a link counts as what it leads to.
    return statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true ? [path] : [];
  });
}
