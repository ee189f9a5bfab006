import type { Log } from "../../kit/index.ts";

/** How long nothing is said, so that what takes a moment only is not spoken of at all. */
const PAUSE_MS = 1_000;

/** Messages of a registry or of a scheduler can be pages long. */
const LENGTH = 160;

/** What a resource waits for, on its line: the latest reason, not every one on the way. */
export class StatusLine {
  readonly #log: Log;
  #latest = "";
  #shown = "";
  readonly #timer: NodeJS.Timeout;

  constructor(log: Log) {
    this.#log = log;
    this.#timer = setInterval(() => {
      this.#show(this.#latest);
    }, PAUSE_MS);
    this.#timer.unref();
  }

  say(text: string): void {
    this.#latest = text.length > LENGTH ? `${text.slice(0, LENGTH)}...` : text;
  }

  /** Says nothing any more, and takes back what it said: it is no longer so. */
  stop(): void {
    clearInterval(this.#timer);
    this.#show("");
  }

  #show(text: string): void {
    if (text === this.#shown) return;
    this.#shown = text;
    this.#log.status(text);
  }
}
