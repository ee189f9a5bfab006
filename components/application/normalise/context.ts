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

/** Reads every entry of a list, noting a fault for each that cannot be read. */
export function takeAll<S, T>(
  context: Context,
  path: string,
  specs: readonly S[] | undefined,
  parse: (spec: S) => Parsed<T>,
): T[] {
  const values: T[] = [];
  for (const [index, spec] of (specs ?? []).entries()) {
    const value = context.faults.take(`${path}[${index}]`, parse(spec));
    if (value !== undefined) values.push(value);
  }
  return values;
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
