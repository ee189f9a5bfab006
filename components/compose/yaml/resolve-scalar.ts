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

const infinities: Readonly<Record<string, number>> = {
  ".inf": Infinity,
  ".Inf": Infinity,
  ".INF": Infinity,
  "+.inf": Infinity,
  "-.inf": -Infinity,
  ".nan": NaN,
  ".NaN": NaN,
};

const wholeNumber = /^([-+]?)(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)$/i;
const fraction = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?$/i;

/**
 * What a plain scalar means to Compose, whose YAML reader stands between YAML 1.1 and 1.2: only `true` and `false` are
 * booleans, `yes` and `on` are strings, `010` is eight, `1_000` is a thousand.
 */
export function resolveScalar(source: string): Value {
  const word = Object.hasOwn(words, source) ? words[source] : undefined;
  if (word !== undefined) return { value: word, text: word === null ? "" : String(word) };
  const infinity = Object.hasOwn(infinities, source) ? infinities[source] : undefined;
  if (infinity !== undefined) return { value: infinity, text: formatFloat(infinity) };
  if (!/^[-+.\d]/.test(source)) return { value: source, text: source };
  const digits = source.replaceAll("_", "");
  const whole = readWhole(digits);
  if (whole !== undefined) return { value: Number(whole), text: whole.toString() };
  if (!fraction.test(digits)) return { value: source, text: source };
  return { value: Number(digits), text: formatFloat(Number(digits)) };
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
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  // JavaScript writes all numbers between these without an exponent.
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
