import type { Steps } from "../tree/path.ts";
import type { Place } from "../tree/place.ts";
import type { Environment } from "./env-files.ts";

/** What a set of files is loaded with: that of the project, or that of an `include`. */
export interface Level {
  /** The folder that relative paths start from, absolute. */
  readonly folder: string;
  readonly environment: Environment;
  /** The files that led here by `include`. */
  readonly including: readonly string[];
}

/** Where a file names another one. */
export interface Origin {
  readonly place: Place;
  readonly steps: Steps;
}
