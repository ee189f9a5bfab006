import { isAbsolute, relative } from "node:path";

/** Where something is written. */
export interface Place {
  /** The absolute path of the file. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** Writes a place as editors and terminals know it: `compose.yaml:12`, relative to a folder where the file is below it. */
export function renderPlace({ file, line }: Place, folder: string): string {
  const path = relative(folder, file);
  return `${path.startsWith("..") || isAbsolute(path) ? file : path}:${line}`;
}
