import type { Milliseconds } from "../../application/index.ts";

/** Whole seconds, rounded up: Kubernetes knows no smaller unit. */
export function seconds(time: Milliseconds, least = 0): number {
  return Math.max(least, Math.ceil(time / 1000));
}
