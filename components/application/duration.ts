import type { Milliseconds } from "./application-model.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";
import type { Duration } from "./spec.ts";

const UNITS_IN_MILLISECONDS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** Docker counts nanoseconds in 63 bits, which is a little more. */
const LONGEST: Milliseconds = 9_000_000_000_000;

const WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;

/**
 * Reads Compose's notation of a length of time: `"500ms"`, `"1.5s"`, `"1m30s"`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-durations
 */
export function parseDuration(text: string): Parsed<Milliseconds> {
  if (!WHOLE.test(text)) {
    return unreadable(
      `not a duration: ${JSON.stringify(text)}`,
      'write numbers with the units h, m, s or ms, for example "30s" or "1m30s"',
    );
  }
  let exact = 0;
  for (const [, number, unit] of text.matchAll(PART)) {
    exact += Number(number) * UNITS_IN_MILLISECONDS[unit as keyof typeof UNITS_IN_MILLISECONDS];
  }
  const milliseconds = Math.round(exact);
  // Decimal fractions are not exact in binary: 1.1s is 1100.0000000000002 ms.
  if (Math.abs(exact - milliseconds) > 1e-6 * Math.max(1, exact)) {
    return unreadable(`finer than a millisecond: ${JSON.stringify(text)}`);
  }
  if (milliseconds > LONGEST) {
    return unreadable(`too long: ${JSON.stringify(text)}; at most ${formatDuration(LONGEST)}`);
  }
  return parsed(milliseconds);
}

/** Writes a length of time with the largest unit that divides it: 90,000 is `"90s"`, 120,000 is `"2m"`. */
export function formatDuration(milliseconds: Milliseconds): Duration {
  if (milliseconds === 0) return "0s";
  if (milliseconds % UNITS_IN_MILLISECONDS.h === 0) return `${milliseconds / UNITS_IN_MILLISECONDS.h}h`;
  if (milliseconds % UNITS_IN_MILLISECONDS.m === 0) return `${milliseconds / UNITS_IN_MILLISECONDS.m}m`;
  if (milliseconds % UNITS_IN_MILLISECONDS.s === 0) return `${milliseconds / UNITS_IN_MILLISECONDS.s}s`;
  return `${milliseconds}ms`;
}
