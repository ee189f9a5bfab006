import type { Placed } from "../application-model.ts";
import type { FaultList } from "../fault-list.ts";
import type { FileSystem } from "../file-system.ts";
import type { Parsed } from "../parsed.ts";

/** What every part of the normalisation needs. */
export interface Context {
  /** The application's folder, absolute. */
  readonly directory: string;
  readonly files: FileSystem;
  readonly faults: FaultList;
}

/** The entries of a list, or the one that stands for a list, each with its path. */
export function entriesOf<S>(
  path: string,
  specs: S | readonly S[] | undefined,
): readonly (readonly [string, S])[] {
  if (specs === undefined) return [];
  if (isList(specs)) return specs.map((spec, index) => [`${path}[${index}]`, spec] as const);
  return [[path, specs]];
}

/** What an entry means, or what is wrong with it, and where it stands. */
export interface Read<T> extends Placed {
  readonly result: Parsed<T>;
}

/** Reads every entry of a list. */
export function readAll<S, T>(
  path: string,
  specs: S | readonly S[] | undefined,
  parse: (spec: S) => Parsed<T>,
): readonly Read<T>[] {
  return entriesOf(path, specs).map(([place, spec]) => ({ path: place, result: parse(spec) }));
}

/** The entries that could be read, each with its place, noting a fault for each that could not. */
export function takeAll<T>({ faults }: Context, entries: readonly Read<T>[]): readonly (T & Placed)[] {
  return entries.flatMap(({ path, result }) => {
    const value = faults.take(path, result);
    return value === undefined ? [] : [{ ...value, path }];
  });
}

/** Reads an optional value; where it is left out or cannot be read, the default. */
export function takeOr<S, T>(
  context: Context,
  path: string,
  spec: S | undefined,
  parse: (spec: S) => Parsed<T>,
  otherwise: T,
): T {
  if (spec === undefined) return otherwise;
  return context.faults.take(path, parse(spec)) ?? otherwise;
}

// Array.isArray does not narrow readonly lists.
function isList<S>(specs: S | readonly S[]): specs is readonly S[] {
  return Array.isArray(specs);
}
