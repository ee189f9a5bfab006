import { parsed, unreadable, type Parsed } from "../../application/parsed.ts";

/** A length of time in milliseconds; a nanosecond is a millionth of one. */
export type ComposeMilliseconds = number;

const unitsInNanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  "\u00b5s": 1_000n,
  "\u03bcs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

/**
 * Reads a length of time as Compose does: numbers with the units us, ms, s, m, h, and also ns, d and w.
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-durations
 */
export function parseComposeDuration(text: string): Parsed<ComposeMilliseconds> {
  const [, sign = "", rest = ""] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (rest === "0") return parsed(0);
  const parts = [...rest.matchAll(/(\d*)(?:\.(\d*))?([^\d.]+)/gy)];
  const length = parts.reduce((sum, [part]) => sum + part.length, 0);
  let nanoseconds = 0n;
  for (const [, whole = "", digits = "", unit = ""] of parts) {
    const factor = unitsInNanoseconds[unit];
    if (factor === undefined || whole + digits === "") return notADuration(text);
    const scale = 10n ** BigInt(digits.length);
    nanoseconds +=
      BigInt(whole === "" ? "0" : whole) * factor + (BigInt(digits === "" ? "0" : digits) * factor) / scale;
  }
  if (parts.length === 0 || length !== rest.length) return notADuration(text);
  return parsed((sign === "-" ? -1 : 1) * (Number(nanoseconds) / 1e6));
}

function notADuration(text: string): Parsed<never> {
  return unreadable(
    `not a duration: ${JSON.stringify(text)}`,
    'write numbers with units, for example "30s" or "1m30s"',
  );
}

/** Writes a length of time as Compose does: `1m30s`, `1h0m0s`, `500ms`. */
export function renderComposeDuration(milliseconds: ComposeMilliseconds): string {
  const nanoseconds = Math.round(Math.abs(milliseconds) * 1e6);
  const sign = milliseconds < 0 ? "-" : "";
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 1_000) return `${sign}${nanoseconds}ns`;
  if (nanoseconds < 1_000_000) return `${sign}${nanoseconds / 1_000}\u00b5s`;
  if (nanoseconds < 1_000_000_000) return `${sign}${nanoseconds / 1_000_000}ms`;
  const seconds = (nanoseconds % 60_000_000_000) / 1e9;
  const minutes = Math.floor(nanoseconds / 60_000_000_000);
  const hours = Math.floor(minutes / 60);
  return `${sign}${hours > 0 ? `${hours}h` : ""}${minutes > 0 ? `${minutes % 60}m` : ""}${seconds}s`;
}
