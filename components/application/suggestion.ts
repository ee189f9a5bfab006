import { closest, distance } from "fastest-levenshtein";

/** The one of these names that was probably meant; undefined where none is near. */
export function didYouMean(given: string, names: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  if (byLowerCase.size === 0) return undefined;
  const best = closest(wanted, [...byLowerCase.keys()]);
  // Two letters in the wrong order are one slip, which the distance counts as two.
  const near =
    distance(wanted, best) <= Math.max(1, Math.floor(wanted.length / 3)) || sorted(wanted) === sorted(best);
  return near ? byLowerCase.get(best) : undefined;
}

function sorted(word: string): string {
  return Array.from(word).sort().join("");
}

/** The names for a message: `the services are web, worker`, `there is no service`. */
export function namesOf(kind: string, names: readonly string[]): string {
  if (names.length === 0) return `there is no ${kind}`;
  return names.length === 1
    ? `the only ${kind} is ${names.join("")}`
    : `the ${kind}s are ${names.join(", ")}`;
}
