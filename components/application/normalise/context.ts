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

/** Reads every entry of a list, noting a fault for each that cannot be read. */
export function takeAll<S, T>(
  context: Context,
  path: string,
  specs: S | readonly S[] | undefined,
  parse: (spec: S) => Parsed<T>,
): T[] {
  return entriesOf(path, specs).flatMap(([place, spec]) => context.faults.take(place, parse(spec)) ?? []);
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
