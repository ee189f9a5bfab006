import type { FileSystem } from "../../application/file-system.ts";
import { childPath } from "../../application/structure/path.ts";
import type { ComposeService } from "../model/compose-file.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import type { Place } from "../tree/place.ts";
import { readEnvFile, valueIn, type Environment, type Sources } from "./env-files.ts";

/** Where values are, by their paths. */
export type Places = Map<string, Place>;

export interface Surroundings {
  readonly environment: Environment;
  readonly files: FileSystem;
  readonly faults: ComposeFaults;
  readonly places: Places;
}

/**
 * A service with the variables and labels of its files among its own, which win.
 * @param path the path of the service
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#env_file
 */
export function withFiles(service: ComposeService, path: string, surroundings: Surroundings): ComposeService {
  const environment = variablesOf(service, path, surroundings);
  const labels = labelsOf(service, path, surroundings);
  return {
    ...service,
    ...(Object.keys(environment).length > 0 && { environment }),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
}

function variablesOf(
  service: ComposeService,
  path: string,
  { environment, files, faults, places }: Surroundings,
): Readonly<Record<string, string | null>> {
  const own = service.environment ?? {};
  const variables: Record<string, string> = {};
  const sources: Sources = {
    lookup: (name) =>
      valueIn(environment, name) ?? (Object.hasOwn(own, name) ? (own[name] ?? undefined) : undefined),
    earlier: (name) => valueIn(variables, name),
  };
  for (const [index, { path: file, required = true, format }] of (service.env_file ?? []).entries()) {
    if (!required && files.kind(file) === undefined) continue;
    const from = places.get(childPath(`${path}.env_file`, index));
    for (const [name, { value, line }] of readEnvFile({ path: file, format, from }, sources, files, faults)) {
      variables[name] = value;
      if (!Object.hasOwn(own, name))
        places.set(childPath(`${path}.environment`, name), { file, line, column: 1 });
    }
  }
  return { ...variables, ...own };
}

function labelsOf(
  service: ComposeService,
  path: string,
  { files, faults, places }: Surroundings,
): Environment {
  const labels: Record<string, string> = {};
  for (const [index, file] of (service.label_file ?? []).entries()) {
    const from = places.get(childPath(`${path}.label_file`, index));
    for (const [name, { value, line }] of readEnvFile(
      { path: file, from },
      { lookup: (label) => valueIn(labels, label) },
      files,
      faults,
    )) {
      labels[name] = value;
      if (!Object.hasOwn(service.labels ?? {}, name))
        places.set(childPath(`${path}.labels`, name), { file, line, column: 1 });
    }
  }
  return { ...labels, ...service.labels };
}
