/** An object with one property, or with none where there is no value: a manifest holds no empty fields. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const present: { [P in K]?: V } = {};
  if (value !== undefined) present[key] = value;
  return present;
}

/** As {@link optional}, with an empty list as no value. */
export function unlessEmpty<K extends string, V>(key: K, value: readonly V[]): { [P in K]?: V[] } {
  return optional(key, value.length === 0 ? undefined : [...value]);
}
