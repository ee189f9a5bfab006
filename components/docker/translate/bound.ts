/** What is bound to a name. Validation has refused unknown names long before; this is for a mistake in Muelle itself. */
export function bound<T>(record: Readonly<Record<string, T>>, name: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`nothing is bound to "${name}"`);
  return value;
}
