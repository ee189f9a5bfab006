import type { Manifest } from "../manifest/manifest.ts";

/** The object is there, but did not become what it should. */
export class AwaitFailed extends Error {
  /** The object as it was last; undefined where it is gone. */
  readonly live: Manifest | undefined;

  /** `reasons` stand below the message, one on each line. */
  constructor(live: Manifest | undefined, message: string, reasons: readonly string[]) {
    super([message, ...reasons.map((reason) => `    - ${reason}`)].join("\n"));
    this.name = "AwaitFailed";
    this.live = live;
  }
}
