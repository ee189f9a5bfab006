import type { FileSystem } from "../../application/file-system.ts";
import { parseDotEnv, type EnvFile, type EnvVariable } from "../environment/dot-env.ts";
import { parseRawEnv } from "../environment/raw-env.ts";
import type { Lookup } from "../environment/substitute.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import type { Place } from "../tree/place.ts";

/** Variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** A file of variables that somebody names. */
export interface EnvFileName {
  /** Absolute. */
  readonly path: string;
  /** How it is written. @default - as a `.env` file */
  readonly format?: string | undefined;
  /** Where it is named; undefined for an argument of the program. */
  readonly from?: Place | undefined;
}

/** Where a file of variables takes the values of others from. */
export interface Sources {
  /** Asked first. */
  readonly lookup: Lookup;
  /** Asked for what the file itself does not have. @default - nothing */
  readonly earlier?: Lookup;
}

/** Reads a file of variables; one that cannot be read has none, and the fault is noted. */
export function readEnvFile(
  { path, format, from }: EnvFileName,
  { lookup, earlier }: Sources,
  files: FileSystem,
  faults: ComposeFaults,
): ReadonlyMap<string, EnvVariable> {
  const start = from ?? { file: path, line: 1, column: 1 };
  const kind = files.kind(path);
  if (kind !== "file" && kind !== "other") {
    const found = kind === "folder" ? "is a folder" : "does not exist";
    faults.add(
      start,
      [],
      `the file of variables ${path} ${found}`,
      "make it, or leave it out with `required: false`",
    );
    return new Map();
  }
  if (format !== undefined && format !== "raw") {
    faults.add(
      start,
      [],
      `no such format of a file of variables: ${JSON.stringify(format)}`,
      "the only format is raw; leave it out for that of .env",
    );
    return new Map();
  }
  const text = files.read(path);
  const { variables, faults: found }: EnvFile =
    format === "raw" ? parseRawEnv(text, lookup) : parseDotEnv(text, lookup, earlier);
  for (const { line, message, hint } of found) faults.add({ file: path, line, column: 1 }, [], message, hint);
  return variables;
}

/** The variables of some files, of which later ones win, over those of the environment for the variables in them. */
export function readEnvFiles(
  names: readonly EnvFileName[],
  environment: Environment,
  files: FileSystem,
  faults: ComposeFaults,
): Environment {
  const variables: Record<string, string> = {};
  const sources: Sources = {
    lookup: (variable) => valueIn(environment, variable),
    earlier: (variable) => valueIn(variables, variable),
  };
  for (const name of names) {
    for (const [variable, { value }] of readEnvFile(name, sources, files, faults))
      variables[variable] = value;
  }
  return variables;
}

/** The value of a variable; undefined for none, also for what every object has. */
export function valueIn(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}
