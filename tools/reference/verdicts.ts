import type { FidelityTable } from "../../components/application/fidelity.ts";
import type { FieldDoc, InterfaceDoc } from "./read-interfaces.ts";

/** What a platform makes of one field. */
export interface Verdict {
  readonly verdict: "exact" | "approximated" | "rejected";
  readonly reason?: string;
}

/** The verdicts of a platform by the whole path of a field: `services.*.build.context`. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** A table with all its paths written out. */
export function verdictsOf({ name, ...kinds }: FidelityTable): Verdicts {
  const fields = Object.entries(kinds).flatMap(([kind, table]) =>
    Object.entries<Verdict>(table).map(([path, verdict]): [string, Verdict] => [
      `${kind}.*.${path}`,
      verdict,
    ]),
  );
  return new Map<string, Verdict>([["name", name], ...fields]);
}

/** The paths at which each interface stands in an application, each with a dot at its end, by its name. */
export function placesOf(interfaces: readonly InterfaceDoc[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, readonly string[]>();
  const visit = (name: string, place: string): void => {
    const found = interfaces.find((each) => each.name === name);
    if (found === undefined || found.fields.length === 0) return;
    places.set(name, [...(places.get(name) ?? []), place]);
    for (const field of found.fields) {
      const inner = specNamed(field);
      const each = /\[\]|Record</.test(field.type) ? ".*" : "";
      if (inner !== undefined) visit(inner, `${place}${field.name}${each}.`);
    }
  };
  visit("ApplicationSpec", "");
  return places;
}

/** The interface that a field holds one or several of. */
export function specNamed({ type }: FieldDoc): string | undefined {
  return /\w+Spec\b/.exec(type)?.[0];
}

/** The different verdicts on the fields at and below these paths. */
export function verdictsAt(verdicts: Verdicts, paths: readonly string[]): readonly Verdict[] {
  const found = [...verdicts].filter(([path]) =>
    paths.some((wanted) => path === wanted || path.startsWith(`${wanted}.`)),
  );
  return [
    ...new Map(found.map(([, verdict]) => [`${verdict.verdict} ${verdict.reason ?? ""}`, verdict])).values(),
  ];
}
