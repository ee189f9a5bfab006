/** The entries of a record by name. The same input always gives the same order, so that a preview shows real changes alone. */
export function byName<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
