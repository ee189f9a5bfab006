import type { Log } from "../kit/index.ts";

/** At most so often does a resource's line change; a compiler prints faster than anyone reads. */
const INTERVAL_MS = 200;

/** Shows the newest of many lines as a resource's status. */
export interface StatusLine {
  show(line: string): void;
  /** Takes the last line away: it says what ran, not what came of it. */
  clear(): void;
}

export function statusLine(log: Log): StatusLine {
  let next: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const send = (): void => {
    timer = undefined;
    if (next === undefined) return;
    log.status(next);
    next = undefined;
    timer = setTimeout(send, INTERVAL_MS);
  };
  return {
    show: (line) => {
      next = line;
      if (timer === undefined) send();
    },
    clear: () => {
      clearTimeout(timer);
      next = undefined;
      log.status("");
    },
  };
}
