import type { Fault } from "./errors.ts";
import type { Parsed } from "./parsed.ts";

/** Gathers faults, so that one error can name them all. */
export class FaultList {
  readonly #faults: Fault[] = [];

  /** All faults so far, in the order in which they were found. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  add(path: string, message: string, hint?: string): void {
    this.#faults.push(hint === undefined ? { path, message } : { path, message, hint });
  }

  addAll(faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  /** The value that was read; where it could not be read, undefined, and the fault is noted. */
  take<T>(path: string, result: Parsed<T>): T | undefined {
    if (result.ok) return result.value;
    this.add(path, result.problem.message, result.problem.hint);
    return undefined;
  }
}
