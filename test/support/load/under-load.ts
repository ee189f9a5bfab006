import { inject } from "vitest";
import { record } from "../fault-table/record.ts";
import type { Row } from "../fault-table/row.ts";
import { HeldOpen, type HeldReport } from "./held-open.ts";
import { type LoadReport, OpenLoad } from "./open-load.ts";
import { MIX, type RequestKind } from "./request-kind.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** How many requests have to pass in a case that is about requests. */
    readonly requests: number;
    /** How often a case that is about chance is repeated. */
    readonly rounds: number;
    /** Requests a second: what a machine carries beside the updates themselves. */
    readonly rate: number;
  }
}

/** What is done under load, and how it is told. */
export interface LoadedCase extends Pick<Row, "part" | "platform" | "what" | "seen"> {
  readonly port: number;
  /**
   * Done again and again until enough requests have passed.
   *
   * @param round - from 0
   * @returns seconds until all was as before, where that is a question
   */
  readonly change: (round: number) => Promise<number | undefined>;
  /** @default MIX */
  readonly kinds?: readonly RequestKind[];
  /** Enough requests. @default - what the run asks for */
  readonly requests?: number;
  /** Done at least so often. @default 1 */
  readonly times?: number;
  /** What is lost, where that is more than requests. @default - the requests that failed */
  readonly lost?: string;
  /** Whether a WebSocket and a stream are held open too. @default true */
  readonly held?: boolean;
  /** Requests a second. @default - what the run asks for */
  readonly rate?: number;
}

/** What became of requests and of connections that were held open. */
export interface UnderLoad {
  readonly load: LoadReport;
  readonly held: HeldReport;
  readonly rounds: number;
}

const NOTHING_HELD: HeldReport = { ended: 0, broken: {}, received: 0 };

/** Does something while requests come in, as often as it takes for enough of them, and keeps what came of it. */
export async function underLoad(tried: LoadedCase): Promise<UnderLoad> {
  const {
    port,
    change,
    kinds = MIX,
    requests = inject("requests"),
    rate = inject("rate"),
    times = 1,
  } = tried;
  const load = new OpenLoad(port, rate, kinds).start();
  const open = tried.held === false ? undefined : new HeldOpen(port).start();
  let rounds = 0;
  const recovered: number[] = [];
  let stopped: Promise<[LoadReport, HeldReport | undefined]> | undefined;
  try {
    while (rounds < times || load.sent < requests) {
      const seconds = await change(rounds++);
      if (seconds !== undefined) recovered.push(seconds);
    }
  } finally {
    stopped = Promise.all([load.stop(), open?.stop()]);
    await stopped;
  }
  const [report, held = NOTHING_HELD] = await stopped;
  record({
    part: tried.part,
    platform: tried.platform,
    what: tried.what,
    times: rounds,
    requests: load.sent,
    rate,
    failed: report.failed,
    latency: report.latency,
    ...(recovered.length === 0 ? {} : { recovered: Math.max(...recovered) }),
    seen: tried.seen,
    lost: tried.lost ?? lost(report, held),
  });
  return { load: report, held, rounds };
}

/** Failures by what happened, each with what it happened to. */
function lost({ failures }: LoadReport, { broken }: HeldReport): string {
  const all = Object.entries({ ...failures, ...broken }).map(([text, count]) => {
    const end = text.indexOf(": ");
    // The first word tells enough: GET, POST, WebSocket.
    return { failure: text.slice(end + 2), to: text.slice(0, end).split(/[ ,]/)[0] ?? "", count };
  });
  if (all.length === 0) return "nothing";
  return [...Map.groupBy(all, ({ failure }) => failure)]
    .map(([failure, group]) => {
      const sum = group.reduce((total, { count }) => total + count, 0);
      return `${failure}: ${sum} (${[...new Set(group.map(({ to }) => to))].sort().join(", ")})`;
    })
    .join("; ");
}
