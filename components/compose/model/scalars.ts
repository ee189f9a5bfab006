import type { Parsed } from "../../application/parsed.ts";
import { didYouMean } from "../../application/suggestion.ts";
import { parseByteSize } from "../forms/byte-size.ts";
import { parseComposeDuration, renderComposeDuration, type ComposeMilliseconds } from "../forms/duration.ts";
import type { Node } from "../tree/node.ts";
import { kindOf, type Codec, type Json, type Reading } from "./codec.ts";

function wrong<T>(node: Node, reading: Reading, expected: string, hint?: string, instead?: T): T | undefined {
  return reading.fail(node, `must be ${expected}, not ${kindOf(node)}`, hint, undefined, instead);
}

function taken<T>(node: Node, reading: Reading, result: Parsed<T>): T | undefined {
  return result.ok ? result.value : reading.fail(node, result.problem.message, result.problem.hint);
}

const inQuotes = "put it in quotes";

/** A string. */
export const text: Codec<string> = {
  read: (node, reading) => {
    if (node.kind !== "scalar" || node.value === null) return wrong(node, reading, "a string");
    return typeof node.value === "string" ? node.value : wrong(node, reading, "a string", inQuotes);
  },
  write: (value) => (value === "" ? undefined : value),
};

/** A string that is written even if it is empty. */
export const keptText: Codec<string> = {
  read: (node, reading) => text.read(node, reading),
  write: (value) => value,
};

/** A string or empty. */
export const textOrNull: Codec<string> = {
  read: (node, reading) => (node.kind === "scalar" && node.value === null ? "" : text.read(node, reading)),
  write: (value) => text.write(value),
};

/** A string or a number, as a string. */
export const textOrNumber: Codec<string> = {
  read: (node, reading) => {
    const isEither =
      node.kind === "scalar" && (typeof node.value === "string" || typeof node.value === "number");
    return isEither ? node.text : wrong(node, reading, "a string or a number");
  },
  write: (value) => text.write(value),
};

/** A string or a boolean, as a string. */
export const textOrFlag: Codec<string> = {
  read: (node, reading) => {
    const isEither =
      node.kind === "scalar" && (typeof node.value === "string" || typeof node.value === "boolean");
    return isEither ? node.text : wrong(node, reading, "a string, true or false");
  },
  write: (value) => text.write(value),
};

const trueWords = ["true", "y", "yes", "on"];
const falseWords = ["false", "n", "no", "off"];

function readFlag(node: Node, reading: Reading): boolean | undefined {
  if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
  const word =
    node.kind === "scalar" && typeof node.value === "string" ? node.value.toLowerCase() : undefined;
  if (word !== undefined && trueWords.includes(word)) return true;
  if (word !== undefined && falseWords.includes(word)) return false;
  return wrong(node, reading, "true or false");
}

/** True or false, which is the same as none. */
export const flag: Codec<boolean> = { read: readFlag, write: (value) => (value ? true : undefined) };

/** True or false or none, which is something else. */
export const keptFlag: Codec<boolean> = { read: readFlag, write: (value) => value };

/** True or false; none is true, and false alone is written. */
export const optOut: Codec<boolean> = {
  read: readFlag,
  write: (value) => (value ? undefined : false),
  absent: false,
};

function readNumber(node: Node, reading: Reading, expected: string, form: RegExp): number | undefined {
  const isNumber =
    node.kind === "scalar" &&
    (typeof node.value === "number" || typeof node.value === "string") &&
    form.test(node.text.trim());
  return isNumber ? Number(node.text) : wrong(node, reading, expected);
}

const whole = /^[-+]?\d+$/;
const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** A whole number; zero is the same as none. */
export const integer: Codec<number> = {
  read: (node, reading) => readNumber(node, reading, "a whole number", whole),
  write: (value) => (value === 0 ? undefined : value),
};

/** A whole number, of which zero is one. */
export const keptInteger: Codec<number> = {
  read: (node, reading) => integer.read(node, reading),
  write: (value) => value,
};

/** A number, which Compose holds with about seven digits. */
export const number: Codec<number> = {
  read: (node, reading) => readNumber(node, reading, "a number", decimal),
  write: (value) => (value === 0 ? undefined : shortest(value)),
};

/** The shortest number that is the same in 32 bits. */
function shortest(value: number): number {
  const single = Math.fround(value);
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(single.toPrecision(digits));
    if (Math.fround(candidate) === single) return candidate;
  }
  return single;
}

/** An amount of bytes. */
export const bytes: Codec<number> = {
  read: (node, reading) => {
    const given = textOrNumber.read(node, reading);
    return given === undefined ? undefined : taken(node, reading, parseByteSize(given));
  },
  write: (value) => (value === 0 ? undefined : String(value)),
};

/** A length of time in milliseconds. */
export const duration: Codec<ComposeMilliseconds> = {
  read: (node, reading) => {
    const given = text.read(node, reading);
    return given === undefined ? undefined : taken(node, reading, parseComposeDuration(given));
  },
  write: renderComposeDuration,
};

/** A length of time in milliseconds; zero is the same as none. */
export const durationOrNone: Codec<ComposeMilliseconds> = {
  read: (node, reading) => duration.read(node, reading),
  write: (value) => (value === 0 ? undefined : renderComposeDuration(value)),
};

/** The permissions of a file: an octal number in a string, or a number. */
export const fileMode: Codec<number> = {
  read: (node, reading) => {
    if (node.kind === "scalar" && typeof node.value === "number") return node.value;
    const given = node.kind === "scalar" && typeof node.value === "string" ? node.value : "";
    return /^[0-7]+$/.test(given)
      ? parseInt(given, 8)
      : wrong(node, reading, 'an octal number such as "0440"');
  },
  write: (value) => `0${value.toString(8)}`,
};

/** One of a few words. */
export function oneOf<const T extends string>(
  words: readonly T[],
  write: (value: T) => Json | undefined = (value) => value,
): Codec<T> {
  return {
    read: (node, reading) => {
      const given = text.read(node, reading);
      if (given === undefined) return undefined;
      const word = words.find((each) => each === given);
      if (word !== undefined) return word;
      const meant = didYouMean(given, words);
      return reading.fail(
        node,
        `must be one of ${words.join(", ")}, not ${JSON.stringify(given)}`,
        meant === undefined ? undefined : `did you mean ${meant}?`,
      );
    },
    write,
  };
}

/** A string that looks so. */
export function textLike(form: RegExp, expected: string): Codec<string> {
  return {
    read: (node, reading) => {
      const given = text.read(node, reading);
      if (given === undefined || form.test(given)) return given;
      return reading.fail(node, `must be ${expected}, not ${JSON.stringify(given)}`);
    },
    write: (value) => text.write(value),
  };
}
