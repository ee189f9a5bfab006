/**
 * The paths of all fields of a spec, down to those that hold no others: `build.context`, `dependsOn.*.condition`. A `*`
 * stands for each entry of a list, or of an object of names. A type of several objects has the fields of all of them.
 */
export type FieldPath<T> = T extends unknown
  ? { [K in keyof T & string]-?: AtOrBelow<K, T[K]> }[keyof T & string]
  : never;

type AtOrBelow<K extends string, V> = [Below<V>] extends [never] ? K : `${K}.${Below<V>}`;

/** The paths within a value; none in one that has no fields. */
type Below<V> = V extends string | number | boolean | undefined
  ? never
  : V extends readonly (infer E)[]
    ? `*.${Below<E>}`
    : string extends keyof V
      ? `*.${Below<V[keyof V]>}`
      : FieldPath<V>;
