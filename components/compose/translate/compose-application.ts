import { MuelleError, type Fault } from "../../application/errors.ts";
import type { FileSystem } from "../../application/file-system.ts";
import type { ApplicationSpec } from "../../application/spec.ts";
import { loadCompose, type ComposeOptions } from "../load-compose.ts";
import { renderPlace, type Place } from "../tree/place.ts";
import type { ComposeNote } from "./note.ts";
import { specPlaces } from "./spec-places.ts";
import { translateCompose } from "./translate-compose.ts";

export interface ComposeApplicationOptions extends ComposeOptions {
  /**
   * Fields that cannot be had and may be left out all the same, as their refusals name them: `services.web.privileged`.
   * A path covers all that is in the field, and `*` stands for any name. @default - none
   */
  readonly allow?: readonly string[];
}

/** Compose files as an application. */
export interface ComposeApplication {
  /** The application, with what runs under `docker compose up` unchanged. Paths of the host are absolute. */
  readonly spec: ApplicationSpec;
  /** The folder that relative paths started from, absolute. */
  readonly folder: string;
  /**
   * What is not to the letter, what is a secret in clear, what was left out since the user allowed it, and what would
   * harden the application; see `ComposeVerdict`.
   */
  readonly notes: readonly ComposeNote[];
  /** What becomes of every field that the files have, those that are exact too. */
  readonly report: readonly ComposeNote[];
  /** Where values are written, by their paths in the files and in the application. */
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Reads Compose files into an application. Pure: what it knows of the world are the options and the files.
 * @throws MuelleError with all that is wrong in all files and all that cannot be had, each with its file and line
 */
export function composeApplication(
  options: ComposeApplicationOptions,
  files: FileSystem,
): ComposeApplication {
  const loaded = loadCompose(options, files);
  const { spec, report, unused, names } = translateCompose(loaded, options.allow);
  const faults = [
    ...report.filter(({ verdict }) => verdict === "refused").map((note) => faultOf(note, loaded.folder)),
    ...unused.map((path) => ({
      path: "allow",
      message: `nothing is refused at ${path}`,
      hint: "leave it out",
    })),
  ];
  if (faults.length > 0) throw new MuelleError("The Compose files say what Muelle cannot do", faults);
  return {
    spec,
    folder: loaded.folder,
    notes: report.filter(({ verdict }) => verdict !== "exact"),
    report,
    places: specPlaces(loaded.places, names),
  };
}

function faultOf({ path, place, reason, hint }: ComposeNote, folder: string): Fault {
  const where = place === undefined ? path : `${renderPlace(place, folder)}: ${path}`;
  const allow = `or leave it out by allowing ${path}`;
  return { path: where, message: reason, hint: hint === undefined ? allow : `${hint}; ${allow}` };
}
