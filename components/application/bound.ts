/**
 * What belongs to a name. Nothing stands in for what is missing: an empty secret or image would only fail much later,
 * somewhere else.
 *
 * @param what - that is looked for, for the message: `value of the secret`
 * @throws where there is none; in an application that was validated, that is a mistake of whoever passes the record
 */
export function bound<T>(record: Readonly<Record<string, T | undefined>>, name: string, what: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`there is no ${what} ${name}`);
  return value;
}
