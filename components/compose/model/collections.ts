import type { Parsed } from "../../application/parsed.ts";
import { didYouMean } from "../../application/suggestion.ts";
import { isNull, plain, type Node, type Plain } from "../tree/node.ts";
import { kindOf, type Codec, type Json, type Reading } from "./codec.ts";
import { text } from "./scalars.ts";

/** A list of values of one kind. */
export function listOf<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    read: (node, reading) => {
      if (node.kind !== "list") return reading.fail(node, `must be a list, not ${kindOf(node)}`);
      return node.items.flatMap((each, index) => {
        const value = reading.part(index, each, item);
        return value === undefined ? [] : [value];
      });
    },
    write: (values) => (values.length === 0 ? undefined : values.map((value) => written(item, value))),
  };
}

/** An entry is written even if it is empty. */
function written<T>(codec: Codec<T>, value: T): Json {
  const json = codec.write(value);
  if (json !== undefined) return json;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? [] : {};
}

/** A list of values, or one value. */
export function oneOrMore<T>(item: Codec<T>): Codec<readonly T[]> {
  const many = listOf(item);
  return {
    read: (node, reading) => {
      if (node.kind !== "scalar") return many.read(node, reading);
      const value = item.read(node, reading);
      return value === undefined ? undefined : [value];
    },
    write: (value) => many.write(value),
  };
}

export const texts = listOf(text);
export const textOrTexts = oneOrMore(text);

/** Values of one kind by names that the user chose. */
export function mapOf<T>(value: Codec<T>, name = /^/, what = "a name"): Codec<Readonly<Record<string, T>>> {
  return {
    read: (node, reading) => {
      if (node.kind !== "map") return reading.fail(node, `must be a map, not ${kindOf(node)}`);
      const values: [string, T][] = [];
      for (const [key, each] of node.entries) {
        if (!name.test(key))
          reading.fail(
            each,
            `${JSON.stringify(key)} cannot be ${what}: letters, digits, dot, hyphen and underscore`,
            undefined,
            key,
          );
        const read = reading.part(key, each, value);
        if (read !== undefined) values.push([key, read]);
      }
      return Object.fromEntries(values);
    },
    write: (values) => {
      const entries = Object.entries(values).map(([key, each]) => [key, written(value, each)] as const);
      return entries.length === 0 ? undefined : Object.fromEntries(entries);
    },
  };
}

export type Fields = Readonly<Record<string, Codec<unknown>>>;

type ValueOf<C> = C extends Codec<infer T> ? T : never;

/** The keys `x-...` of an object, which mean something to others than Compose. */
export interface Extended {
  readonly extensions?: Readonly<Record<string, Plain>>;
}

/** The type of an object with these fields, of which some are required. */
export type ObjectOf<F extends Fields, R extends keyof F> = { readonly [K in R]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, R>]?: ValueOf<F[K]>;
} & Extended;

/** An object with these fields and `x-...`; every other key is a fault. */
export function object<F extends Fields, R extends keyof F & string = never>(
  fields: F,
  required: readonly R[] = [],
): Codec<ObjectOf<F, R>> {
  return {
    read: (node, reading) => {
      const values = readFields(node, reading, fields);
      if (values === undefined) return undefined;
      for (const key of required) {
        if (node.kind === "map" && !node.entries.has(key)) reading.fail(node, "is missing", undefined, key);
      }
      // Each value was read by the codec of its key, which the compiler cannot see.
      return required.every((key) => Object.hasOwn(values, key)) ? (values as ObjectOf<F, R>) : undefined;
    },
    write: (value) => {
      const values = new Map<string, unknown>(Object.entries(value));
      const entries = Object.entries(fields).flatMap(([key, field]): [string, Json][] => {
        const given = values.get(key);
        const json = given === undefined ? field.absent : field.write(given);
        return json === undefined ? [] : [[key, json]];
      });
      return Object.fromEntries(entries);
    },
  };
}

function readFields(
  node: Node,
  reading: Reading,
  fields: Fields,
): Readonly<Record<string, unknown>> | undefined {
  if (node.kind !== "map") return reading.fail(node, `must be a map, not ${kindOf(node)}`);
  const values: [string, unknown][] = [];
  const extensions: [string, Plain][] = [];
  for (const [key, each] of node.entries) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field !== undefined) {
      const value = reading.part(key, each, field);
      if (value !== undefined) values.push([key, value]);
    } else if (key.startsWith("x-")) {
      reading.note(key, each);
      extensions.push([key, plain(each)]);
    } else reading.fail(each, "no such field", hintFor(key, Object.keys(fields)), key);
  }
  return {
    ...Object.fromEntries(values),
    ...(extensions.length > 0 && { extensions: Object.fromEntries(extensions) }),
  };
}

function hintFor(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return meant === undefined
    ? `the fields here are ${known.toSorted().join(", ")}`
    : `did you mean ${meant}?`;
}

/** A value, or null where nothing stands behind the key. */
export function orNull<T>(codec: Codec<T>): Codec<T | null> {
  return {
    read: (node, reading) => (isNull(node) ? null : codec.read(node, reading)),
    write: (value) => (value === null ? null : codec.write(value)),
  };
}

/** A value; nothing behind the key is the same as no key. */
export function orNothing<T>(codec: Codec<T>): Codec<T> {
  return {
    read: (node, reading) => (isNull(node) ? undefined : codec.read(node, reading)),
    write: (value) => codec.write(value),
  };
}

/** A value that `docker compose config` writes in some form even if there is none. */
export function always<T>(codec: Codec<T>, absent: Json): Codec<T> {
  return { read: (node, reading) => codec.read(node, reading), write: (value) => codec.write(value), absent };
}

/** A value that may be written in short, as a string. */
export function orShort<T>(long: Codec<T>, parse: (text: string) => Parsed<T>): Codec<T> {
  return {
    read: (node, reading) => {
      if (node.kind !== "scalar" || typeof node.value !== "string") return long.read(node, reading);
      const result = parse(node.value);
      return result.ok ? result.value : reading.fail(node, result.problem.message, result.problem.hint);
    },
    write: (value) => long.write(value),
  };
}
