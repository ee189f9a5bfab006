import { appendFileSync } from "node:fs";
import type { Row } from "./row.ts";

/** Names the file that rows go to; `npm run test:faults` sets it. */
export const ROWS_FILE = "MUELLE_FAULT_ROWS";

/** Keeps what came of a case for the table of `npm run test:faults`, and shows it in the run's output. */
export function record(row: Row): void {
  const { platform, what, times, requests, rate, failed, latency, recovered } = row;
  const facts = [
    `${times} times`,
    requests === undefined ? undefined : `${failed ?? 0} of ${requests} requests failed`,
    rate === undefined ? undefined : `${rate} a second`,
    latency === undefined ? undefined : `p99 ${latency.p99} ms, longest ${latency.max} ms`,
    recovered === undefined ? undefined : `recovered after ${recovered.toFixed(1)} s`,
  ];
  console.info(`${platform}, ${what}: ${facts.filter((fact) => fact !== undefined).join("; ")}`);
  const file = process.env[ROWS_FILE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}
