/** What is wrong with one value; the caller knows the path. */
export interface Problem {
  readonly message: string;
  readonly hint?: string;
}

/** The outcome of reading a value: what it means, or what is wrong with it. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function unreadable(message: string, hint?: string): Parsed<never> {
  return { ok: false, problem: hint === undefined ? { message } : { message, hint } };
}
