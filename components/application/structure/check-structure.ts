import * as v from "valibot";
import { isDeferred } from "../deferred.ts";
import type { Fault } from "../errors.ts";
import { isRecord } from "./closed-object.ts";
import { faultOf, stepsOf } from "./issue-fault.ts";
import { renderPath, type Step } from "./path.ts";

/** What can be made of a value of unknown structure. */
export interface Checked<T> {
  /** The value without its faulty parts, so that all else can be checked as well; undefined where nothing is left. */
  readonly value: T | undefined;
  readonly faults: readonly Fault[];
  /** Whether something at, above or below a path was faulty and is left out of the value. */
  readonly isCut: (path: string) => boolean;
  /** Whether all of what is at a path is left out. */
  readonly isGone: (path: string) => boolean;
  /** Where something of the value stands in what the author wrote: entries after a cut one have moved up. */
  readonly originalPath: (path: string) => string;
}

/**
 * Checks a value against a schema.
 * @param root the name of the whole value in faults; `application` for a spec, whose parts go by their own names
 * @param stopgaps what stands in for required keys of the whole value that are faulty or missing
 */
export function checkStructure<T>(
  schema: v.GenericSchema<unknown, T>,
  input: unknown,
  root: string,
  stopgaps: Readonly<Record<string, unknown>> = {},
): Checked<T> {
  const faults: Fault[] = [];
  const cuts = new Cuts();
  let candidate = input;
  // Cutting a required part cuts what holds it, in the next round; no structure is nested this deep.
  for (let round = 0; round < 10; round++) {
    const result = v.safeParse(schema, candidate);
    if (result.success) return { value: result.output, faults, ...cuts.views() };
    if (round === 0) faults.push(...result.issues.map((issue) => faultOf(issue, root)));
    const steps = result.issues.map(stepsOf);
    const missing = steps.filter((each) => each.length === 1 && !exists(candidate, each)).flat();
    const others = steps.filter((each) => each.length !== 1 || exists(candidate, each));
    if (others.some((each) => each.length === 0) || !missing.every((key) => Object.hasOwn(stopgaps, key)))
      break;
    const rest = cuts.cut(candidate, others);
    const filled = Object.fromEntries(missing.map((key) => [key, stopgaps[key]]));
    candidate = isRecord(rest) ? { ...rest, ...filled } : rest;
  }
  return { value: undefined, faults, ...cuts.views() };
}

/** Cuts parts out of values, and remembers which. */
class Cuts {
  readonly #paths: string[] = [];
  /** For each list with cut entries, the original indices of those that are left. */
  readonly #kept = new Map<string, readonly number[]>();

  /** A copy without the parts at these steps. What is not there, because it is missing, cuts what it is missing from. */
  cut(value: unknown, all: readonly (readonly Step[])[]): unknown {
    const found = all.map((steps) => (exists(value, steps) ? steps : steps.slice(0, -1)));
    for (const steps of found) this.#paths.push(this.#original(renderPath(steps)));
    return this.#without(value, found, []);
  }

  views(): Pick<Checked<unknown>, "isCut" | "isGone" | "originalPath"> {
    return {
      isCut: (path) => this.#paths.some((cut) => within(cut, path) || within(path, cut)),
      isGone: (path) => this.#paths.some((cut) => within(path, cut)),
      originalPath: (path) => this.#original(path),
    };
  }

  #without(value: unknown, all: readonly (readonly Step[])[], at: readonly Step[]): unknown {
    const below = (step: Step) => all.filter(([first]) => first === step).map((steps) => steps.slice(1));
    const isGone = (step: Step) => below(step).some((steps) => steps.length === 0);
    if (Array.isArray(value)) {
      const entries: readonly unknown[] = value;
      const kept = [...entries.keys()].filter((index) => !isGone(index));
      if (kept.length < entries.length) {
        const path = renderPath(at);
        const before = this.#kept.get(path);
        this.#kept.set(
          path,
          kept.map((index) => before?.[index] ?? index),
        );
      }
      return kept.map((index) => this.#without(entries[index], below(index), [...at, index]));
    }
    if (!isRecord(value) || isDeferred(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !isGone(key))
        .map(([key, each]) => [key, this.#without(each, below(key), [...at, key])]),
    );
  }

  #original(path: string): string {
    for (const [list, kept] of this.#kept) {
      const [, index, rest] = path.startsWith(`${list}[`)
        ? (/^\[(\d+)\](.*)$/.exec(path.slice(list.length)) ?? [])
        : [];
      if (index !== undefined) return `${list}[${kept[Number(index)] ?? index}]${rest ?? ""}`;
    }
    return path;
  }
}

function exists(value: unknown, steps: readonly Step[]): boolean {
  let current = value;
  for (const step of steps) {
    if (typeof current !== "object" || current === null) return false;
    current = new Map<string, unknown>(Object.entries(current)).get(String(step));
  }
  return current !== undefined;
}

/** Whether `inner` is `outer` or lies below it. */
function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}
