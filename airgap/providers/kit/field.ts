import type { OutputInstance } from "@pulumi/pulumi";
import type { Fault } from "./resource.ts";
import { wrong, type Shape } from "./shape.ts";
import { isProperties, UNKNOWN, type Properties, type Value } from "./value.ts";

/** One field of an object: its shape, and what holds where it is not given. */
export interface Field<T> {
  faults(value: Value | undefined, path: string): readonly Fault[];
  complete(value: Value | undefined): Value | undefined;
  parse(value: Value | undefined, path: string): T;
}

/** A field that must be given. */
export function required<T>(shape: Shape<T>): Field<T> {
  const missing = (path: string): Fault => ({ path, message: `is required: ${shape.expected}` });
  return {
    faults: (value, path) => (given(value) ? shape.faults(value, path) : [missing(path)]),
    complete: (value) => (given(value) ? shape.complete(value) : undefined),
    parse: (value, path) => {
      if (given(value)) return shape.parse(value, path);
      throw new TypeError(`${path}: ${missing(path).message}`);
    },
  };
}

/** A field that may be left out. */
export function optional<T>(shape: Shape<T>): Field<T | undefined> {
  return {
    faults: (value, path) => (given(value) ? shape.faults(value, path) : []),
    complete: (value) => (given(value) ? shape.complete(value) : undefined),
    parse: (value, path) => (given(value) ? shape.parse(value, path) : undefined),
  };
}

/** A field with a default, which is filled in when the inputs are checked. */
export function withDefault<T extends Value>(shape: Shape<T>, fallback: T): Field<T> {
  return {
    faults: (value, path) => (given(value) ? shape.faults(value, path) : []),
    complete: (value) => (given(value) ? shape.complete(value) : fallback),
    parse: (value, path) => (given(value) ? shape.parse(value, path) : fallback),
  };
}

/** A field of the real provider that the stand-in does not know: a clear error where it is given. */
export function unsupported(reason: string): Field<undefined> {
  return {
    faults: (value, path) =>
      given(value) ? [{ path, message: `the stand-in does not support this field: ${reason}` }] : [],
    complete: (value) => value,
    parse: () => undefined,
  };
}

/** The fields of an object by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The typed value that an object of these fields is read as. */
export type Parsed<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** An SDK's argument type with its Inputs taken off, at every depth. */
type Plain<T> =
  T extends Promise<infer U>
    ? Plain<U>
    : T extends OutputInstance<infer U>
      ? Plain<U>
      : T extends readonly (infer E)[]
        ? readonly Plain<E>[]
        : T extends object
          ? { readonly [K in keyof T]: Plain<T[K]> }
          : T;

/**
 * The fields that an SDK's argument type asks for: `{ ... } satisfies FieldsOf<ImageArgs>` compiles only when
 * every argument of the SDK is there, with a type that the SDK knows.
 */
export type FieldsOf<Args> = { readonly [K in keyof Required<Args>]: Field<Plain<Args[K]>> };

/** An object with exactly these fields. */
export function object<F extends Fields>(fields: F): Shape<Parsed<F>> {
  const expected = "an object";
  return {
    expected,
    faults: (value, path) => {
      if (value === UNKNOWN) return [];
      if (!isProperties(value)) return [wrong(path, expected, value)];
      return fieldFaults(fields, value, (name) => `${path}.${name}`);
    },
    complete: (value) => (isProperties(value) ? completeFields(fields, value) : value),
    parse: (value, path) => {
      if (!isProperties(value)) throw new TypeError(`${path}: must be ${expected}`);
      return parseFields(fields, value, (name) => `${path}.${name}`);
    },
  };
}

/** Every fault of an object's fields; names that are no fields are faults too. */
export function fieldFaults(
  fields: Fields,
  value: Properties,
  pathOf: (name: string) => string,
): readonly Fault[] {
  const unknown = Object.keys(value).filter(
    (name) => !(name in fields) && !name.startsWith("__") && given(value[name]),
  );
  return [
    ...Object.entries(fields).flatMap(([name, field]) => field.faults(value[name], pathOf(name))),
    ...unknown.map((name) => ({ path: pathOf(name), message: "the stand-in does not support this field" })),
  ];
}

/** The object with its defaults filled in, and without names that are no fields. */
export function completeFields(fields: Fields, value: Properties): Properties {
  const result: Record<string, Value> = {};
  for (const [name, field] of Object.entries(fields)) {
    const completed = field.complete(value[name]);
    if (completed !== undefined) result[name] = completed;
  }
  return result;
}

/** Reads an object's fields as typed values. @throws at the first fault */
export function parseFields<F extends Fields>(
  fields: F,
  value: Properties,
  pathOf: (name: string) => string,
): Parsed<F> {
  const parsed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) parsed[name] = field.parse(value[name], pathOf(name));
  // The one cast of the kit: the compiler cannot see that the loop builds the mapped type field by field.
  return parsed as Parsed<F>;
}

function given(value: Value | undefined): value is Value {
  return value !== undefined && value !== null;
}
