import type { ImageState } from "./photos-client.ts";
import { renderTable } from "./table.ts";

/** What came of pictures that were sent. */
export interface Outcome {
  /** How many pictures were sent. */
  readonly sent: number;
  /** The images that are done or failed. */
  readonly images: readonly ImageState[];
  /** From the first byte sent until the last image was known to be done, in seconds. */
  readonly seconds: number;
  /** How many result pictures were fetched and looked at. */
  readonly checked: number;
  /** What is wrong, a line each. */
  readonly wrong: readonly string[];
}

const SHOWN_FAULTS = 10;

/** Whether everything that was sent came back, and right. */
export function allRight({ sent, images, wrong }: Outcome): boolean {
  return wrong.length === 0 && images.filter(({ status }) => status === "done").length === sent;
}

/** The outcome for people. */
export function renderSummary(outcome: Outcome): string {
  const { sent, images, seconds, checked, wrong } = outcome;
  const done = images.filter(({ status }) => status === "done");
  const rate = (done.length / seconds).toFixed(1);
  return [
    ...(done.length === 0
      ? []
      : [renderTable(["worker", "images", "share", "work p50", "p95"], rowsOf(done)), ""]),
    `latency from upload to result: ${latency(done)}`,
    `results looked at: ${checked}, ${wrong.length === 0 ? "all right" : `${wrong.length} wrong`}`,
    ...wrong.slice(0, SHOWN_FAULTS).map((line) => `  ${line}`),
    ...(wrong.length > SHOWN_FAULTS ? [`  and ${wrong.length - SHOWN_FAULTS} more`] : []),
    `${done.length} of ${sent} in ${seconds.toFixed(2)} s, ${rate} images a second`,
  ].join("\n");
}

/**
 * The value that so many per cent are not above, by the nearest rank.
 *
 * @param share from 0 to 1
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function rowsOf(done: readonly ImageState[]): string[][] {
  const byWorker = Map.groupBy(done, ({ worker }) => worker ?? "nobody");
  const workers = [...byWorker].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  return workers.map(([worker, images]) => {
    const durations = images.map(({ duration_ms: duration }) => duration ?? Number.NaN);
    const share = Math.round((images.length / done.length) * 100);
    return [
      worker,
      String(images.length),
      `${share} %`,
      `${percentile(durations, 0.5).toFixed(0)} ms`,
      `${percentile(durations, 0.95).toFixed(0)} ms`,
    ];
  });
}

function latency(done: readonly ImageState[]): string {
  const seconds = done.map(
    ({ created, finished }) => (Date.parse(finished ?? "") - Date.parse(created)) / 1000,
  );
  if (seconds.length === 0) return "nothing came back";
  const shares = [0.5, 0.9, 0.99].map(
    (share) => `p${share * 100} ${percentile(seconds, share).toFixed(2)} s`,
  );
  return shares.join(", ");
}
