import { MuelleError } from "../application/errors.ts";
import type { FileSystem } from "../application/file-system.ts";
import { childPath } from "../application/structure/path.ts";
import { checkConsistency } from "./check/check-consistency.ts";
import type { UnsetVariables } from "./environment/interpolate.ts";
import type { Environment } from "./load/env-files.ts";
import { withFiles } from "./load/environment-of-services.ts";
import { ModelLoader } from "./load/model-loader.ts";
import { normalise } from "./load/normalise.ts";
import { findProject, nameProject, normalName, type Project, type ProjectOptions } from "./load/project.ts";
import { selectProfiles, withoutUnused } from "./load/select.ts";
import { Reading } from "./model/codec.ts";
import { composeFile, type ComposeFile, type ComposeService } from "./model/compose-file.ts";
import { ComposeFaults } from "./tree/faults.ts";
import { get, scalar, set } from "./tree/node.ts";
import type { Place } from "./tree/place.ts";

export interface ComposeOptions extends ProjectOptions {
  /** What a variable without a value is; Compose takes an empty string. @default "fault" */
  readonly unsetVariables?: UnsetVariables;
}

/** What Compose files say. */
export interface LoadedCompose {
  /** The name of the project. */
  readonly name: string;
  /** The folder that relative paths started from, absolute. */
  readonly folder: string;
  /** The files, absolute; those that they include or extend are not among them. */
  readonly files: readonly string[];
  /** All that is to run with the profiles that were asked for. */
  readonly model: ComposeFile;
  /** The services that other profiles would run, by name. */
  readonly otherServices: NonNullable<ComposeFile["services"]>;
  /** The volumes that those would use and no service that runs does: their data is there all the same. */
  readonly otherVolumes: NonNullable<ComposeFile["volumes"]>;
  /** The variables that were there to be put into the files. */
  readonly environment: Environment;
  /** Where each value is written, by its path: `services.web.ports[0]`. */
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * Loads a project as `docker compose` does.
 * @param files the file system to read from
 * @throws MuelleError with all that is wrong in all files, each with its file and line
 */
export function loadCompose(options: ComposeOptions, files: FileSystem): LoadedCompose {
  const faults = new ComposeFaults(options.folder);
  const found = findProject(options, files, faults);
  if (faults.faults.length > 0) throw failure(faults);
  const loaded = load(found, options, files, faults);
  if (faults.faults.length > 0 || loaded === undefined) throw failure(faults);
  return loaded;
}

function failure(faults: ComposeFaults): MuelleError {
  return new MuelleError("The Compose files cannot be used as they are", faults.faults);
}

function load(
  project: Project,
  options: ComposeOptions,
  files: FileSystem,
  faults: ComposeFaults,
): LoadedCompose | undefined {
  const { folder, profiles } = project;
  const home = project.environment.HOME;
  const loader = new ModelLoader({ files, faults, unset: options.unsetVariables ?? "fault", home });
  const name = nameProject(options, project, loader.nameIn(project.files));
  const [first = folder] = project.files;
  if (normalName(name) !== name || name === "") {
    faults.add(
      { file: first, line: 1, column: 1 },
      ["name"],
      `the project cannot be called ${JSON.stringify(name)}`,
      "lower-case letters, digits, hyphens and underscores, a letter or a digit first",
    );
  }
  const environment = { ...project.environment, COMPOSE_PROJECT_NAME: name };
  const merged = loader.load(project.files, { folder, environment, including: [] });
  if (merged.entries.size === 0) {
    if (faults.faults.length === 0)
      faults.add(merged.place, [], "there is nothing in it", "begin with `services:`");
    return undefined;
  }
  const tree = normalise(
    set(merged, "name", scalar(name, get(merged, "name")?.place ?? merged.place)),
    name,
    environment,
    faults,
  );
  const places = new Map<string, Place>();
  const whole = composeFile.read(tree, new Reading(faults, places));
  if (whole === undefined) return undefined;
  const selected = selectProfiles(whole, profiles);
  const services = selected.services ?? {};
  checkConsistency(whole, selected, { faults, places });
  const complete = Object.entries(services).map(
    ([key, service]) =>
      [
        key,
        withFiles(withScale(service), childPath("services", key), { environment, files, faults, places }),
      ] as const,
  );
  const others = Object.entries(whole.services ?? {}).filter(([key]) => !Object.hasOwn(services, key));
  return {
    name,
    folder,
    files: project.files,
    model: withoutUnused({ ...selected, services: Object.fromEntries(complete) }),
    otherServices: Object.fromEntries(others),
    otherVolumes: withoutUnused({ ...whole, services: Object.fromEntries(others) }).volumes ?? {},
    environment,
    places,
  };
}

/** Both say how many containers a service has, and `scale` is the older word. */
function withScale(service: ComposeService): ComposeService {
  const { scale, deploy } = service;
  return scale === undefined || deploy === undefined
    ? service
    : { ...service, deploy: { ...deploy, replicas: scale } };
}
