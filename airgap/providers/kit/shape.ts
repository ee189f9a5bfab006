import type { Fault } from "./resource.ts";
import { isList, isProperties, UNKNOWN, type Value } from "./value.ts";

/** What a value must look like, and how it is read as a typed value. */
export interface Shape<T> {
  /** What the value must be, for messages: "a string". */
  readonly expected: string;
  /** Every fault of the value. Unknown values pass: they are checked again once they are known. */
  faults(value: Value, path: string): readonly Fault[];
  /** The value with the defaults of nested fields filled in. */
  complete(value: Value): Value;
  /** The typed value. @throws where the value has a fault or is unknown */
  parse(value: Value, path: string): T;
}

/** A shape of one kind of primitive. `kind` is what the value is in any case, and not worth saying. */
function primitive<T extends Value>(
  expected: string,
  kind: "string" | "boolean",
  is: (value: Value) => value is T,
): Shape<T> {
  const fault = (path: string, value: Value): Fault =>
    typeof value === kind ? { path, message: `must be ${expected}` } : wrong(path, expected, value);
  return {
    expected,
    faults: (value, path) => (value === UNKNOWN || is(value) ? [] : [fault(path, value)]),
    complete: (value) => value,
    parse: (value, path) => {
      if (is(value)) return value;
      throw new TypeError(describe(fault(path, value)));
    },
  };
}

export const string: Shape<string> = primitive("a string", "string", (value) => typeof value === "string");
export const boolean: Shape<boolean> = primitive(
  "true or false",
  "boolean",
  (value) => typeof value === "boolean",
);

/** One of the given strings. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Shape<T> {
  const names: readonly string[] = allowed;
  return primitive(
    `one of ${allowed.map((name) => JSON.stringify(name)).join(", ")}`,
    "string",
    (value): value is T => typeof value === "string" && names.includes(value),
  );
}

/** A list of values of one shape. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  const expected = `a list, each item ${item.expected}`;
  return {
    expected,
    faults: (value, path) => {
      if (value === UNKNOWN) return [];
      if (!isList(value)) return [wrong(path, expected, value)];
      return value.flatMap((entry, index) => item.faults(entry, `${path}[${index}]`));
    },
    complete: (value) => (isList(value) ? value.map((entry): Value => item.complete(entry)) : value),
    parse: (value, path) => {
      if (!isList(value)) throw new TypeError(describe(wrong(path, expected, value)));
      return value.map((entry, index) => item.parse(entry, `${path}[${index}]`));
    },
  };
}

/** A map from any key to values of one shape. */
export function map<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  const expected = `a map, each value ${item.expected}`;
  const each = (value: Value, change: (entry: Value) => Value): Value =>
    isProperties(value)
      ? Object.fromEntries(Object.entries(value).map(([key, entry]): [string, Value] => [key, change(entry)]))
      : value;
  return {
    expected,
    faults: (value, path) => {
      if (value === UNKNOWN) return [];
      if (!isProperties(value)) return [wrong(path, expected, value)];
      return Object.entries(value).flatMap(([key, entry]) => item.faults(entry, `${path}.${key}`));
    },
    complete: (value) => each(value, (entry) => item.complete(entry)),
    parse: (value, path) => {
      if (!isProperties(value)) throw new TypeError(describe(wrong(path, expected, value)));
      const parsed: Record<string, T> = {};
      for (const [key, entry] of Object.entries(value)) parsed[key] = item.parse(entry, `${path}.${key}`);
      return parsed;
    },
  };
}

/** The fault of a value of another shape. The value itself stays out of the message: it may be a secret. */
export function wrong(path: string, expected: string, value: Value): Fault {
  const given =
    value === null ? "null" : isList(value) ? "a list" : isProperties(value) ? "an object" : typeof value;
  return { path, message: `must be ${expected}, not ${given}` };
}

function describe({ path, message }: Fault): string {
  return `${path}: ${message}`;
}
