import { eventually } from "./eventually.ts";

/** Does something, and returns the seconds from its begin until a check passes. */
export async function secondsUntil(
  work: () => Promise<unknown>,
  check: () => Promise<unknown>,
  timeout = 120_000,
): Promise<number> {
  const since = performance.now();
  await work();
  await eventually(check, timeout);
  return (performance.now() - since) / 1000;
}
