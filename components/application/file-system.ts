import { readFileSync, statSync } from "node:fs";

/** What validation asks about the files that a spec names; given from outside so that it stays a pure function. */
export interface FileSystem {
  /** What is at an absolute path; undefined for nothing. */
  readonly kind: (path: string) => "file" | "folder" | "other" | undefined;
  /** The text of a file. @throws where it cannot be read */
  readonly read: (path: string) => string;
}

/** The file system of the machine. */
export const realFileSystem: FileSystem = {
  kind: (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.isFile()) return "file";
    return stat.isDirectory() ? "folder" : "other";
  },
  read: (path) => readFileSync(path, "utf8"),
};
