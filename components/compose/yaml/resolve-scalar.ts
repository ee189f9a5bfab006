import type { ScalarNode } from "../tree/node.ts";

type Value = Pick<ScalarNode, "value" | "text">;

const words: Readonly<Record<string, boolean | null>> = {
  "": null,
  "~": null,
  null: null,
  Null: null,
  NULL: null,
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
};

const wholeNumber = /^([-+]?)(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i;
const fraction = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;

/** What Compose's reader holds in whole numbers; it reads a larger one as a fraction. */
const smallestWhole = -(2n ** 63n);
const largestWhole = 2n ** 64n - 1n;

/**
 * What a plain scalar means to Compose, whose YAML reader stands between YAML 1.1 and 1.2: only `true` and `false` are
 * booleans, `yes` and `on` are strings, `010` is eight, `1_000` is a thousand, `2026-11-27` is midnight of that day.
 */
export function resolveScalar(source: string): Value {
  const word = Object.hasOwn(words, source) ? words[source] : undefined;
  if (word !== undefined) return { value: word, text: word === null ? "" : String(word) };
  if (!/^[-+.\d]/.test(source)) return { value: source, text: source };
  const digits = source.replaceAll("_", "");
  const whole = digits === "-0" ? undefined : readWhole(digits);
  if (whole !== undefined && whole >= smallestWhole && whole <= largestWhole) {
    return { value: Number(whole), text: whole.toString() };
  }
  if (fraction.test(digits)) return { value: Number(digits), text: formatFloat(Number(digits)) };
  return { value: source, text: formatTime(source) ?? source };
}

const time =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| )(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

/** Writes a point in time as Go does: `2026-11-27 00:00:00 +0000 UTC`; undefined for anything else. */
function formatTime(source: string): string | undefined {
  const [, year, month = "", day = "", hour = "0", minute = "0", second = "0", rest = "", zone] =
    time.exec(source) ?? [];
  if (year === undefined || Number(month) > 12 || Number(day) > 31 || Number(hour) > 23) return undefined;
  // With a T there is a zone, with a space there is none.
  if (source.length > 10 && /t/i.test(source) !== (zone !== undefined)) return undefined;
  const [date, clock] = [
    [month, day],
    [hour, minute, second],
  ].map((parts) => parts.map((part) => part.padStart(2, "0")));
  const offset =
    zone === undefined || zone === "Z" ? "+0000 UTC" : `${zone.replace(":", "")} ${zone.replace(":", "")}`;
  return `${year}-${(date ?? []).join("-")} ${(clock ?? []).join(":")}${rest.replace(/\.?0+$/, "")} ${offset}`;
}

function readWhole(digits: string): bigint | undefined {
  const [, sign, number] = wholeNumber.exec(digits) ?? [];
  if (number === undefined) return undefined;
  const octal = /^0\d+$/.test(number);
  // A nine makes an octal number a decimal fraction to Compose's reader.
  if (octal && /[89]/.test(number)) return undefined;
  const value = BigInt(octal ? `0o${number.slice(1)}` : number.toLowerCase());
  return sign === "-" ? -value : value;
}

/** Writes a fraction as Go does: `1.5`, and `1e+06` from a million on. */
export function formatFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  // JavaScript writes all numbers between these without an exponent.
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
