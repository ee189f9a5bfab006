import type { Fault } from "../../application/errors.ts";
import { renderPath, type Step } from "../../application/structure/path.ts";
import { renderPlace, type Place } from "./place.ts";

/** Gathers what is wrong with Compose files, each with its file and line, so that one error can name all of it. */
export class ComposeFaults {
  readonly #folder: string;
  readonly #faults = new Map<string, Fault & { readonly place: Place; readonly steps: readonly Step[] }>();

  /** @param folder what the files are named relative to */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All faults, in the order of files and lines; what is found twice is there once. */
  get faults(): readonly Fault[] {
    return [...this.#faults.values()]
      .toSorted((a, b) => a.place.file.localeCompare(b.place.file) || a.place.line - b.place.line)
      .map(({ path, message, hint }) => (hint === undefined ? { path, message } : { path, message, hint }));
  }

  add(place: Place, path: readonly Step[], message: string, hint?: string): void {
    // Trees count the entries of their lists in words.
    const steps = path.map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step));
    const where = [renderPlace(place, this.#folder), renderPath(steps)]
      .filter((part) => part !== "")
      .join(": ");
    const fault = { path: where, message, place, steps, ...(hint !== undefined && { hint }) };
    const key = `${where}\n${message}`;
    if (!this.#faults.has(key)) this.#faults.set(key, fault);
  }

  /** Whether something at or below these steps is faulty, so that what follows from it need not be said as well. */
  isFaulty(...steps: readonly Step[]): boolean {
    return [...this.#faults.values()].some((fault) =>
      steps.every((step, index) => fault.steps[index] === step),
    );
  }
}
