import { renderPath, type Step } from "../../application/structure/path.ts";
import { didYouMean, namesOf } from "../../application/suggestion.ts";
import type { ComposeFile } from "../model/compose-file.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import type { Place } from "../tree/place.ts";
import { checkCycles } from "./check-cycles.ts";
import { checkContainerNames, checkResources } from "./check-resources.ts";
import { checkService } from "./check-service.ts";

/** Notes what is wrong at a place in the model. */
export type Say = (steps: readonly Step[], message: string, hint?: string) => void;

export interface Findings {
  readonly faults: ComposeFaults;
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Checks what no single value shows: that all that a service names is there, and that its fields go together.
 * @param whole everything in the files
 * @param selected what is to run, which alone is checked
 */
export function checkConsistency(
  whole: ComposeFile,
  selected: ComposeFile,
  { faults, places }: Findings,
): void {
  const say: Say = (steps, message, hint) => {
    const place = nearest(steps, places);
    if (place !== undefined) faults.add(place, steps, message, hint);
  };
  const check = { whole, selected, say, isFaulty: (...steps: readonly Step[]) => faults.isFaulty(...steps) };
  // What is missing in a faulty service may be what could not be read.
  const sound = Object.entries(selected.services ?? {}).filter(
    ([name]) => !faults.isFaulty("services", name),
  );
  checkResources(check);
  for (const [name, service] of sound) checkService(name, service, check);
  checkContainerNames(check);
  checkCycles(check);
}

/** What the single checks look at. */
export interface Check {
  readonly whole: ComposeFile;
  readonly selected: ComposeFile;
  readonly say: Say;
  readonly isFaulty: (...steps: readonly Step[]) => boolean;
}

/** The place of a value, or of the next one above it that has one. */
function nearest(steps: readonly Step[], places: ReadonlyMap<string, Place>): Place | undefined {
  for (let length = steps.length; length > 0; length--) {
    const place = places.get(renderPath(steps.slice(0, length)));
    if (place !== undefined) return place;
  }
  return [...places.values()][0];
}

/** Says that a name is none of those that are there. */
export function sayUnknown(
  say: Say,
  steps: readonly Step[],
  kind: string,
  name: string,
  known: readonly string[],
): void {
  const meant = didYouMean(name, known);
  const there = known.length === 0 ? "" : `; ${namesOf(kind, known)}`;
  say(
    steps,
    `there is no ${kind} ${name}`,
    meant === undefined ? `declare it under ${kind}s${there}` : `did you mean ${meant}?`,
  );
}
