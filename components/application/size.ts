import type { Bytes } from "./application-model.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";
import type { Size } from "./spec.ts";

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;

const FORM = /^(\d+(?:\.\d+)?)(b|kb?|mb?|gb?)$/i;

/**
 * Reads Compose's notation of an amount of memory or storage, in powers of 1024: `"64m"`, `"1.5g"`, `"512kb"`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-byte-values
 */
export function parseSize(text: string): Parsed<Bytes> {
  const match = FORM.exec(text);
  const [, number, unit] = match ?? [];
  if (number === undefined || unit === undefined) {
    return unreadable(
      `not a size: ${JSON.stringify(text)}`,
      'write a number and one of the units b, k, m, g (powers of 1024), for example "512m" or "1g"',
    );
  }
  const bytes = Number(number) * bytesOf(unit);
  if (!Number.isSafeInteger(bytes)) {
    return unreadable(`not a whole number of bytes, or too many of them: ${JSON.stringify(text)}`);
  }
  return parsed(bytes);
}

/** Writes an amount with the largest unit that divides it: 1,073,741,824 is `"1g"`, 1,610,612,736 is `"1536m"`. */
export function formatSize(bytes: Bytes): Size {
  if (bytes === 0) return "0b";
  if (bytes % GIBIBYTE === 0) return `${bytes / GIBIBYTE}g`;
  if (bytes % MEBIBYTE === 0) return `${bytes / MEBIBYTE}m`;
  if (bytes % KIBIBYTE === 0) return `${bytes / KIBIBYTE}k`;
  return `${bytes}b`;
}

function bytesOf(unit: string): number {
  switch (unit.charAt(0).toLowerCase()) {
    case "k":
      return KIBIBYTE;
    case "m":
      return MEBIBYTE;
    case "g":
      return GIBIBYTE;
    default:
      return 1;
  }
}
