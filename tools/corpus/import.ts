import { dirname } from "node:path";
import {
  defineApplication,
  fidelityNotes,
  MuelleError,
  type ApplicationModel,
  type ApplicationSpec,
  type FileSystem,
} from "../../components/application/index.ts";
import { realFileSystem } from "../../components/application/file-system.ts";
import { loadCompose, translateCompose } from "../../components/compose/index.ts";
import { dockerFidelity } from "../../components/docker/index.ts";
import {
  defaultSettings,
  imageUsers,
  kubernetesFidelity,
  refusals,
} from "../../components/kubernetes/index.ts";

/** Why a file cannot be had on each platform, without what is particular to it; empty where it can. */
export interface Imported {
  readonly Docker: readonly string[];
  readonly Kubernetes: readonly string[];
}

/** Imports a file as far as can be told without its repository; undefined for one that cannot be loaded. */
export function importFile(file: string, home: string): Imported | undefined {
  const folder = dirname(file);
  const environment = { HOME: home, PWD: folder };
  try {
    const loaded = loadCompose(
      { folder, files: [file], environment, unsetVariables: "empty" },
      realFileSystem,
    );
    const { spec, report } = translateCompose(loaded);
    const refused = report
      .filter(({ verdict }) => verdict === "refused")
      .map(({ path, reason }) => `${general(path)}: ${reason}`);
    return onPlatforms(spec, folder, refused);
  } catch (error) {
    if (error instanceof MuelleError) return undefined;
    throw error;
  }
}

function onPlatforms(spec: ApplicationSpec, directory: string, refused: readonly string[]): Imported {
  const application = defined(spec, directory);
  if (!("name" in application)) {
    const all = [...refused, ...application];
    return { Docker: all, Kubernetes: all };
  }
  return {
    Docker: [...refused, ...rejected(application, dockerFidelity)],
    Kubernetes: [
      ...refused,
      ...rejected(application, kubernetesFidelity(defaultSettings, imageUsers(application))),
      ...onCluster(application),
    ],
  };
}

function defined(spec: ApplicationSpec, directory: string): ApplicationModel | readonly string[] {
  try {
    return defineApplication(spec, { directory, files: allOf(spec) });
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    return error.faults.map(({ path, message }) => `${general(path)}: ${withoutQuotes(message)}`);
  }
}

/** Takes all that a file names for being there: a corpus has no repositories. */
function allOf({ services, secrets = {}, configs = {} }: ApplicationSpec): FileSystem {
  const files = new Set(
    [...Object.values(secrets), ...Object.values(configs)].flatMap((each) =>
      "file" in each ? [each.file] : [],
    ),
  );
  const dockerfiles = Object.values(services).map(({ build }) => build?.dockerfile ?? "Dockerfile");
  return {
    kind: (path) =>
      files.has(path) ||
      dockerfiles.some((name) => path.endsWith(name.replace(/^[./]+/, "/")) || path.endsWith(`/${name}`))
        ? "file"
        : "folder",
    read: () => "a file\n",
  };
}

function rejected(
  application: ApplicationModel,
  table: Parameters<typeof fidelityNotes>[1],
): readonly string[] {
  return fidelityNotes(application, table)
    .filter(({ verdict }) => verdict === "rejected")
    .map(({ path, reason }) => `${general(path)}: ${reason}`);
}

function onCluster(application: ApplicationModel): readonly string[] {
  const sources = application.services.flatMap(({ volumes }) =>
    volumes.flatMap((mount) => (mount.type === "bind" ? [mount.source] : [])),
  );
  return refusals({
    application,
    identity: { application: application.name, stack: "prod" },
    namespace: "corpus",
    settings: defaultSettings,
    registry: "registry.example.com",
    users: imageUsers(application),
    folders: new Map(sources.map((source) => [source, { type: "files", single: false, files: [] }] as const)),
  }).map(({ path, message }) => `${general(path)}: ${withoutQuotes(message)}`);
}

/** A path with stars for the names that the file has. */
function general(path: string): string {
  return path
    .replace(/^(services|networks|volumes|secrets|configs)(?:\.[\w-]+|\["[^"]*"\])/, "$1.*")
    .replace(/\.(dependsOn|depends_on|environment|labels|networks)\.[\w-]+/, ".$1.*")
    .replaceAll(/\[[^\]]*\]/g, ".*");
}

function withoutQuotes(message: string): string {
  return message
    .replaceAll(/"[^"]*"/g, '"..."')
    .replaceAll(/(?:\/[\w.@+-]+)+\/?/g, "PATH")
    .replaceAll(/\d+/g, "N");
}
