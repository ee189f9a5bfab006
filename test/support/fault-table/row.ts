/** Where a case ran. */
export type Platform = "Docker" | "Kubernetes";

/** The parts of the table, in its order. */
export const PARTS = ["Updates under load", "Bad versions", "Faults", "Interrupted updates"] as const;

/** One case that was tried, and what came of it. */
export interface Row {
  readonly part: (typeof PARTS)[number];
  readonly platform: Platform;
  readonly what: string;
  /** How often it was done. */
  readonly times: number;
  /** Requests that were sent meanwhile, and how many of them failed. */
  readonly requests?: number;
  readonly failed?: number;
  /** Requests a second at which they were sent; rows that were measured before it was kept have none. */
  readonly rate?: number;
  /** Milliseconds from when a request should have been sent to the end of its answer. */
  readonly latency?: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Seconds until all was as before, the longest of all times. */
  readonly recovered?: number;
  /** What users see of it. */
  readonly seen: string;
  /** What is lost. */
  readonly lost: string;
  /** Day of the measurement, as in 2026-11-27; the reporter adds it to what it keeps. */
  readonly day?: string;
}
