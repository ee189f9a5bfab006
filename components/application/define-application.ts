import { resolve } from "node:path";
import type { Application } from "./application.ts";
import { MuelleError } from "./errors.ts";
import { FaultList } from "./fault-list.ts";
import { type FileSystem, realFileSystem } from "./file-system.ts";
import { normaliseApplication } from "./normalise/application.ts";
import type { ApplicationSpec } from "./spec.ts";

/** What surrounds a spec. */
export interface DefineOptions {
  /** The application's folder, which relative paths start from. @default - the current working directory */
  readonly directory?: string;
  /** The chosen profiles, `muelle:profiles`. @default - none */
  readonly profiles?: readonly string[];
  /** Where the files that the spec names are looked up. @default - the machine's file system */
  readonly files?: FileSystem;
}

/**
 * Fills in every default and checks everything that can be checked without an engine or a cluster.
 * @throws {MuelleError} naming every fault with its path; nothing is created before it
 */
export function defineApplication(spec: ApplicationSpec, options: DefineOptions = {}): Application {
  const context = {
    directory: resolve(options.directory ?? "."),
    files: options.files ?? realFileSystem,
    faults: new FaultList(),
  };
  const application = normaliseApplication(context, spec, options.profiles ?? []);
  const { faults } = context.faults;
  if (faults.length > 0) throw new MuelleError(`The application ${spec.name} has faults:`, faults);
  return application;
}
