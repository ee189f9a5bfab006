import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A signal that asks this process to end. */
export type Interrupt = (typeof SIGNALS)[number];

/** Hands the signals that would end this process to `handler` while `work` runs. */
export async function withInterrupts<T>(
  handler: (signal: Interrupt) => void,
  work: () => Promise<T>,
): Promise<T> {
  for (const signal of SIGNALS) process.on(signal, handler);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, handler);
  }
}

/** What a shell makes of a program that a signal has ended. */
export function exitCodeOf(signal: Interrupt): number {
  return 128 + constants.signals[signal];
}
