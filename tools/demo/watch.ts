import { setTimeout as sleep } from "node:timers/promises";
import type { PhotosClient, Stats } from "./photos-client.ts";
import { renderTable } from "./table.ts";

const INTERVAL_MILLISECONDS = 1000;
const SPARKS = "▁▂▃▄▅▆▇█";
const HISTORY = 60;

/** How long to watch, and where to show it. */
export interface WatchOptions {
  /** Ends after so many seconds. @default - watches until it is interrupted */
  readonly seconds?: number;
  /** @default process.stdout */
  readonly stream?: NodeJS.WriteStream;
}

/**
 * Shows queue, workers and throughput every second: a screen that is drawn again on a terminal, elsewhere a line.
 * Where nobody answers at first that is an error; later it is shown, and asked again.
 */
export async function watch(
  client: PhotosClient,
  { seconds, stream = process.stdout }: WatchOptions = {},
): Promise<void> {
  const interrupted = new AbortController();
  const stop = (): void => {
    interrupted.abort();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const rates: number[] = [];
  let stats = await client.stats();
  const end = seconds === undefined ? Infinity : Date.now() + seconds * 1000;
  for (;;) {
    let trouble = "";
    try {
      const now = await client.stats();
      rates.push(Math.max(0, now.done - stats.done));
      stats = now;
    } catch (error) {
      trouble = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    }
    if (stream.isTTY)
      stream.write(`\u001b[H\u001b[2J${renderScreen(stats, rates.slice(-HISTORY), trouble)}\n`);
    else stream.write(`${trouble === "" ? renderLine(stats, rates.at(-1) ?? 0) : trouble}\n`);
    if (Date.now() >= end || !(await pause(interrupted.signal))) break;
  }
  process.off("SIGINT", stop).off("SIGTERM", stop);
}

/** Waits for the next turn; false where it was interrupted. */
function pause(signal: AbortSignal): Promise<boolean> {
  return sleep(INTERVAL_MILLISECONDS, true, { signal }).catch(() => false);
}

/** Everything, for a terminal. */
export function renderScreen(stats: Stats, rates: readonly number[], trouble: string): string {
  const workers = [...stats.workers].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const rows = workers.map(({ id, age, done, failed, current }) => [
    id,
    current === null ? "idle" : "working",
    `${age.toFixed(1)} s ago`,
    String(done),
    String(failed),
  ]);
  return [
    `photos, answered by ${stats.replica}${trouble === "" ? "" : `; ${trouble}`}`,
    "",
    `waiting ${stats.queued}   in work ${stats.processing}   to be retried ${stats.delayed}   done ${stats.done}   given up ${stats.dead}`,
    `images a second ${rates.at(-1) ?? 0}  ${sparkline(rates)}`,
    "",
    renderTable(["worker", "state", "heartbeat", "done", "failed"], rows),
  ].join("\n");
}

/** The same in one line, for a file or a pipe. */
export function renderLine(stats: Stats, rate: number): string {
  const workers = `${stats.workers.length} workers`;
  return `waiting ${stats.queued}, in work ${stats.processing}, done ${stats.done}, given up ${stats.dead}, ${rate} images a second, ${workers}, answered by ${stats.replica}`;
}

/** Figures as a row of bars, the greatest as high as a bar can be. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  return values.map((value) => SPARKS[Math.ceil((value / most) * (SPARKS.length - 1))] ?? "").join("");
}
