/** An object whose values may be undefined, without those that are. */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined. */
export function given<T extends object>(values: T): Given<T> {
  // That nothing undefined is left is what the filter sees to, which the compiler cannot see.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}

/** A list or a map that has something in it; undefined for an empty one. */
export function unlessEmpty<T extends object>(values: T): T | undefined {
  return Object.keys(values).length === 0 ? undefined : values;
}
