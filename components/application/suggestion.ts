import { closest, distance } from "fastest-levenshtein";

/** The name that was probably meant: ` did you mean dependsOn?` or, for a few names, all that there are. */
export function didYouMean(given: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const best = closest(given.toLowerCase(), [...names]);
  const near = distance(given.toLowerCase(), best.toLowerCase()) <= Math.max(2, given.length / 3);
  return near ? best : undefined;
}

/** The names for a message: `the services are web, worker`, `there is no service`. */
export function namesOf(kind: string, names: readonly string[]): string {
  if (names.length === 0) return `there is no ${kind}`;
  return names.length === 1
    ? `the only ${kind} is ${names.join("")}`
    : `the ${kind}s are ${names.join(", ")}`;
}
