import { parseDuration } from "../../components/application/duration.ts";
import { MuelleError } from "../../components/application/errors.ts";

/**
 * The moment that `--since` means: a duration before now (`10m`), or a date (`2026-01-31T12:00:00Z`).
 * @returns milliseconds since 1970
 * @throws {MuelleError} where it is neither
 */
export function readSince(text: string, now: number): number {
  const duration = parseDuration(text);
  if (duration.ok) return now - duration.value;
  const date = Date.parse(text);
  if (!Number.isNaN(date)) return date;
  throw new MuelleError("There is no such time.", [
    {
      path: `--since ${text}`,
      message: "expected a duration such as 10m or 1h30m, or a date such as 2026-01-31T12:00:00Z",
    },
  ]);
}
