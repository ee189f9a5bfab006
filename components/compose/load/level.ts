import type { Environment } from "./env-files.ts";

/** What a set of files is loaded with: that of the project, or that of an `include`. */
export interface Level {
  /** The folder that relative paths start from, absolute. */
  readonly folder: string;
  readonly environment: Environment;
  /** The files that led here by `include`. */
  readonly including: readonly string[];
}
