import { resolve } from "node:path";
import { realFileSystem } from "../application/file-system.ts";
import { type ApplicationSpec, type Fault, MuelleError } from "../application/index.ts";
import { composeApplication, type ComposeNote, renderPlace } from "../compose/index.ts";
import type { ApplicationArgs, ComposeArgs } from "./application-args.ts";
import type { Settings } from "./settings.ts";

/** An application as its author wrote it, in a spec or in compose files. */
export interface DescribedApplication {
  readonly spec: ApplicationSpec;
  /** Folder in which relative paths start. @default - the program's folder */
  readonly directory?: string;
  /** Profiles whose services run too. */
  readonly profiles: readonly string[];
  /** What becomes of the fields of compose files. */
  readonly notes: readonly ComposeNote[];
  /** A path of the spec as its author finds it: with the line of the compose file where it comes from one. */
  readonly placed: (path: string) => string;
}

/**
 * Takes the one description that there is.
 * @param name - of the component, for a description that has none
 * @throws {MuelleError} where there is none or more than one, and with all that is wrong in compose files
 */
export function describeApplication(
  name: string,
  args: ApplicationArgs,
  settings: Settings,
): DescribedApplication {
  const { spec, compose, directory } = args;
  if (compose !== undefined && spec !== undefined)
    throw wrong({ path: "compose", message: "expected one of spec and compose, got both" });
  if (compose !== undefined) return fromCompose(name, compose, directory, settings);
  if (spec === undefined)
    throw wrong({
      path: "spec",
      message: "expected one of spec and compose, got neither",
      hint: `For example: new Application("${name}", { spec: { services: { web: { image: "nginx" } } } })`,
    });
  return {
    spec: { ...spec, name: spec.name ?? name },
    ...(directory === undefined ? {} : { directory }),
    profiles: settings.profiles,
    notes: [],
    placed: (path) => path,
  };
}

function fromCompose(
  name: string,
  compose: NonNullable<ApplicationArgs["compose"]>,
  directory: string | undefined,
  settings: Settings,
): DescribedApplication {
  const { files, envFiles, allow, profiles = settings.profiles } = composeArgs(compose);
  const { spec, folder, notes, places } = composeApplication(
    {
      folder: resolve(directory ?? "."),
      ...(files === undefined ? {} : { files }),
      ...(envFiles === undefined ? {} : { envFiles }),
      ...(allow === undefined ? {} : { allow }),
      // Without any, those of COMPOSE_PROFILES.
      ...(profiles.length === 0 ? {} : { profiles }),
      projectName: name,
      environment: environment(),
    },
    realFileSystem,
  );
  return {
    spec,
    directory: folder,
    // The loader has chosen the services already.
    profiles: [],
    notes,
    placed: (path) => {
      const place = places.get(path);
      return place === undefined ? path : `${renderPlace(place, folder)}: ${path}`;
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function composeArgs(compose: NonNullable<ApplicationArgs["compose"]>): ComposeArgs {
  if (typeof compose === "string") return { files: [compose] };
  return isList(compose) ? { files: compose } : compose;
}

function isList(compose: readonly string[] | ComposeArgs): compose is readonly string[] {
  return Array.isArray(compose);
}

function wrong(fault: Fault): MuelleError {
  return new MuelleError("The application is not described:", [fault]);
}
