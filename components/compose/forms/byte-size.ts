import { parsed, unreadable, type Parsed } from "../../application/parsed.ts";

const powers = "kmgtp";

/**
 * Reads an amount of bytes as Compose does: `64m`, `1.5gb`, `512 KiB`, in powers of 1024, or a number of bytes.
 * @see https://github.com/compose-spec/compose-spec/blob/main/11-extension.md#specifying-byte-values
 */
export function parseByteSize(text: string): Parsed<number> {
  if (/^[-+]?\d+$/.test(text)) return parsed(Number(text));
  const [, number, unit = ""] = /^((?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?) ?([a-z]*)$/i.exec(text) ?? [];
  const power = powers.indexOf(unit.charAt(0).toLowerCase()) + 1;
  const isUnit = /^(?:|b|[kmgtp](?:b|ib)?)$/i.test(unit);
  if (number === undefined || !isUnit) {
    return unreadable(
      `not an amount of bytes: ${JSON.stringify(text)}`,
      'write a number and one of the units b, k, m, g, for example "512m"',
    );
  }
  return parsed(Math.trunc(Number(number) * (unit === "" ? 1 : 1024 ** power)));
}
