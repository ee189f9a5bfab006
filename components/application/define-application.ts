import { resolve } from "node:path";
import type { ApplicationModel } from "./application-model.ts";
import { type Fault, MuelleError } from "./errors.ts";
import { FaultList } from "./fault-list.ts";
import { type FileSystem, realFileSystem } from "./file-system.ts";
import { normaliseApplication } from "./normalise/application.ts";
import { applyOverrides, checkOverrides } from "./overrides.ts";
import type { ApplicationSpec } from "./spec.ts";
import { applicationSchema } from "./structure/application-schema.ts";
import { checkStructure } from "./structure/check-structure.ts";
import type { Facts } from "./validate/facts.ts";
import { rules } from "./validate/rules.ts";

/** What surrounds a spec. */
export interface DefineOptions {
  /** The application's folder, which relative paths start from. @default - the current working directory */
  readonly directory?: string;
  /** The chosen profiles, `muelle:profiles`. @default - none */
  readonly profiles?: readonly string[];
  /** What the stack's configuration says otherwise of the services, `muelle:services`, of whatever structure. @default - nothing */
  readonly overrides?: unknown;
  /** The load balancer's own port on the host, `muelle:port`. @default - not checked for clashes */
  readonly loadBalancerPort?: number;
  /** Where the files that the spec names are looked up. @default - the machine's file system */
  readonly files?: FileSystem;
}

/**
 * Fills in every default and checks everything that can be checked without an engine or a cluster. The input may come
 * from JavaScript or a configuration file: its structure is checked as well.
 * @throws {MuelleError} naming every fault with its path; nothing is created before it
 * @example
 * const application = defineApplication({
 *   name: "shop",
 *   services: {
 *     web: {
 *       build: { context: "web" },
 *       route: { port: 8000 },
 *       dependsOn: { db: { condition: "service_healthy" } },
 *     },
 *     db: {
 *       image: "postgres:17",
 *       healthcheck: { test: ["CMD", "pg_isready"] },
 *       volumes: ["data:/var/lib/postgresql/data"],
 *     },
 *   },
 *   volumes: { data: {} },
 * });
 */
export function defineApplication(input: ApplicationSpec, options: DefineOptions = {}): ApplicationModel {
  const structure = checkStructure(applicationSchema, input, "application", {
    name: "unnamed",
    services: {},
  });
  if (structure.value === undefined) throw failure(undefined, structure.faults);
  const { spec, faults: overrideFaults } = applyOverrides(structure.value, options.overrides);

  const faults = new FaultList();
  const directory = resolve(options.directory ?? ".");
  const files = options.files ?? realFileSystem;
  const profiles = options.profiles ?? [];
  const normalised = normaliseApplication({ directory, files, faults }, spec, profiles);
  const facts: Facts = {
    ...normalised,
    spec,
    directory,
    files,
    profiles,
    overrides: checkOverrides(options.overrides).value,
    loadBalancerPort: options.loadBalancerPort,
    faults,
    isCut: structure.isCut,
    isGone: structure.isGone,
    originalPath: structure.originalPath,
  };
  for (const rule of rules) rule(facts);

  const found = faults.faults.map((fault) => ({ ...fault, path: structure.originalPath(fault.path) }));
  const all = [...structure.faults, ...overrideFaults, ...found];
  if (all.length > 0) throw failure(spec.name, all);
  return normalised.application;
}

function failure(name: string | undefined, faults: readonly Fault[]): MuelleError {
  const subject = name === undefined ? "The application" : `The application ${name}`;
  return new MuelleError(
    `${subject} has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:`,
    faults,
  );
}
