import type { Deferred } from "./deferred.ts";

/**
 * The paths of all fields of a spec, down to those that hold no others: `build.context`, `dependsOn.*.condition`. A `*`
 * stands for each entry of a list, or of an object of names. A type of several objects has the fields of all of them,
 * and an object of names whose values may be texts is a field itself as well.
 */
export type FieldPath<T> = T extends unknown
  ? { [K in keyof T & string]-?: AtOrBelow<K, T[K]> }[keyof T & string]
  : never;

type AtOrBelow<K extends string, V> = [Below<V>] extends [never]
  ? K
  : `${K}.${Below<V>}` | HoldingTexts<K, V>;

type HoldingTexts<K, V> = V extends unknown
  ? string extends keyof V
    ? [Extract<V[keyof V], string>] extends [never]
      ? never
      : K
    : never
  : never;

/** The paths within a value; none in one that has no fields. */
type Below<V> = V extends string | number | boolean | undefined | Deferred<unknown>
  ? never
  : V extends readonly (infer E)[]
    ? `*.${Below<E>}`
    : string extends keyof V
      ? `*.${Below<V[keyof V]>}`
      : FieldPath<V>;
