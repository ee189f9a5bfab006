import { renderPath, type Step } from "../../application/structure/path.ts";
import type { Place } from "../tree/place.ts";
import type { ComposeNote } from "./note.ts";

/** Where values are written, by their paths. */
export type Places = ReadonlyMap<string, Place>;

/** The place of a value, or of the next one above it that has one. */
export function placeOf(places: Places, steps: readonly Step[]): Place | undefined {
  for (let length = steps.length; length > 0; length--) {
    const place = places.get(renderPath(steps.slice(0, length)));
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Gathers what is said about the fields of Compose files. */
export class Report {
  readonly #places: Places;
  readonly #allow: readonly string[];
  readonly #used = new Set<string>();
  readonly #notes: ComposeNote[] = [];

  /** @param allow the fields whose refusal is accepted; see `ComposeApplicationOptions.allow` */
  constructor(places: Places, allow: readonly string[] = []) {
    this.#places = places;
    this.#allow = allow;
  }

  /** All notes, in the order of files and lines. */
  get notes(): readonly ComposeNote[] {
    return this.#notes.toSorted(
      ({ place: a }, { place: b }) =>
        (a?.file ?? "").localeCompare(b?.file ?? "") || (a?.line ?? 0) - (b?.line ?? 0),
    );
  }

  /** Acceptances of refusals that there are not. */
  get unused(): readonly string[] {
    return this.#allow.filter((path) => !this.#used.has(path));
  }

  /** Whether a value stands in a file: one that Compose derives has the place of what it is derived from. */
  isWritten(steps: readonly Step[]): boolean {
    const place = this.#places.get(renderPath(steps));
    return place !== undefined && !isSame(place, placeOf(this.#places, steps.slice(0, -1)));
  }

  /** Notes what becomes of a field, and tells whether it is carried out. */
  say(steps: readonly Step[], { verdict, reason, hint }: Omit<ComposeNote, "path" | "place">): boolean {
    const path = renderPath(steps);
    const place = placeOf(this.#places, steps);
    const allowed = verdict === "refused" ? this.#allow.find((each) => covers(each, path)) : undefined;
    if (allowed !== undefined) this.#used.add(allowed);
    const isKnown = this.#notes.some((note) => note.path === path && note.reason === reason);
    if (!isKnown)
      this.#notes.push({
        path,
        verdict: allowed === undefined ? verdict : "accepted",
        reason,
        ...(place !== undefined && { place }),
        ...(hint !== undefined && allowed === undefined && { hint }),
      });
    return verdict !== "refused";
  }
}

/** Whether an acceptance is of a field, or of all that is in it; `*` is any name. */
function covers(allowed: string, path: string): boolean {
  const wanted = allowed.split(".");
  const steps = path.replaceAll("[", ".[").split(".");
  const own = wanted.flatMap((step) => step.replaceAll("[", ".[").split("."));
  return own.every((step, index) => step === "*" || step === steps[index]);
}

function isSame(a: Place, b: Place | undefined): boolean {
  return a.file === b?.file && a.line === b.line && a.column === b.column;
}
