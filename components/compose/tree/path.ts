/** The steps from the root of a Compose file to a value; `[]` stands for any entry of a list. */
export type Steps = readonly string[];

/** What is said about all values whose path looks so: `services.*.build.args`. */
export interface Rule<T> {
  readonly pattern: Steps;
  readonly then: T;
}

/** Makes rules out of patterns, in which `*` is any one step. */
export function rules<T>(table: Readonly<Record<string, T>>): readonly Rule<T>[] {
  return Object.entries(table).map(([pattern, then]) => ({ pattern: pattern.split("."), then }));
}

/** The rule for a path; undefined for none. */
export function ruleFor<T>(table: readonly Rule<T>[], path: Steps): T | undefined {
  return table.find(({ pattern }) => matches(pattern, path))?.then;
}

export function matches(pattern: Steps, path: Steps): boolean {
  return (
    pattern.length === path.length && pattern.every((step, index) => step === "*" || step === path[index])
  );
}
