import * as v from "valibot";
import type { Input } from "@pulumi/pulumi";
import { type Deferred, isDeferred } from "../deferred.ts";
import type { Duration, Size } from "../spec.ts";
import { closedObject, isRecord } from "./closed-object.ts";

/** Schemas of single values. Notations are read where they are normalised; here they only must be strings. */
export const text = v.string();
export const flag = v.boolean();
export const texts = v.array(v.string());
export const duration = v.custom<Duration>(isText, 'must be a string such as "30s"');
export const size = v.custom<Size>(isText, 'must be a string such as "512m"');
/** A size, or the word for no limit. */
export const sizeOrNone = v.custom<Size | "none">(isText, 'must be a string such as "512m", or "none"');
export const port = v.pipe(
  v.number(),
  v.check(
    (value) => Number.isInteger(value) && value >= 1 && value <= 65_535,
    ({ input }) => `must be a port between 1 and 65535, not ${input}`,
  ),
);

/** A whole number that is at least `least`. */
export function count(least: number) {
  return v.pipe(
    v.number(),
    v.check(
      (value) => Number.isSafeInteger(value) && value >= least,
      ({ input }) => `must be a whole number, at least ${least}, not ${input}`,
    ),
  );
}

export const processors = v.pipe(
  v.number(),
  v.check(
    (value) => Number.isFinite(value) && value > 0,
    ({ input }) => `must be more than 0 processors, not ${input}`,
  ),
);

/** Processors, or the word for no limit. */
export const processorsOrNone = v.lazy((input) => (input === "none" ? v.literal("none") : processors));

/** An object of names and values; a list, which Compose allows in some of these places, is none. */
export function byName<T>(value: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Record<string, T>> {
  const record = v.record(v.string(), value);
  return v.lazy((input) => {
    if (Array.isArray(input) || isDeferred(input)) return noList;
    return isRecord(input) && Object.keys(input).some((key) => UNUSABLE.includes(key))
      ? unusableName
      : record;
  });
}

/** Names that the schema library leaves out in silence, for fear of prototype pollution. */
const UNUSABLE = ["__proto__", "prototype", "constructor"];
const noList = v.custom<never>(() => false, "must be an object of names and values");
const unusableName = v.pipe(
  v.custom<never>(() => true),
  v.check(() => false, `must not have a name that JavaScript reserves: ${UNUSABLE.join(", ")}`),
);

/** A text, or one that comes later: what it will be is not looked at. */
export const deferrableText: v.GenericSchema<unknown, Input<string>> = v.lazy((input) =>
  isDeferred(input) ? deferredText : text,
);
const deferredText = v.custom<Deferred<string>>(isDeferred);

const secretVariable = closedObject({ secret: text });
const deferredVariable = v.custom<Deferred<string | number | boolean>>(isDeferred);
const plainVariable = v.union(
  [v.string(), v.pipe(v.number(), v.finite()), v.boolean()],
  'must be a string, a number, a boolean or { secret: "name" }',
);

export const environment = byName(
  v.lazy((input) => {
    if (isDeferred(input)) return deferredVariable;
    return isRecord(input) ? secretVariable : plainVariable;
  }),
);

/** One string or a list of them. */
export const textOrTexts = v.lazy((input) => (Array.isArray(input) ? texts : text));

/** One of a few words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return v.picklist(words);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
