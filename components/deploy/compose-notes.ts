import type { Fault } from "../application/index.ts";
import { type ComposeNote, renderPlace } from "../compose/index.ts";
import type { DescribedApplication } from "./describe-application.ts";

/** What the notes on compose files are to whoever deploys them. */
export interface JudgedNotes {
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/**
 * A secret in clear is a warning on an engine of one's own and a fault on a cluster, which others use too. Advice is
 * for the plan.
 */
export function judgeNotes({ notes, directory = "" }: DescribedApplication, isShared: boolean): JudgedNotes {
  const secrets = notes.filter(({ verdict }) => verdict === "secret");
  const others = notes.filter(({ verdict }) => verdict === "approximated" || verdict === "accepted");
  const faults = secrets.map((note): Fault => {
    const { reason: message, hint } = note;
    const path = placeOf(note, directory);
    return hint === undefined ? { path, message } : { path, message, hint };
  });
  const warned = isShared ? others : [...others, ...secrets];
  return {
    faults: isShared ? faults : [],
    warnings: warned.map((note) => `${placeOf(note, directory)}: ${note.reason}`),
  };
}

function placeOf({ path, place }: ComposeNote, folder: string): string {
  return place === undefined ? path : `${renderPlace(place, folder)}: ${path}`;
}
