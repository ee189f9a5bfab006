import { basename, delimiter, dirname, isAbsolute, join } from "node:path";
import type { FileSystem } from "../../application/file-system.ts";
import { substitute } from "../environment/substitute.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import { readEnvFiles, valueIn, type Environment } from "./env-files.ts";

/** What is loaded, and from where; the same as the options of the command `docker compose`. */
export interface ProjectOptions {
  /** The folder to start in, absolute. */
  readonly folder: string;
  /** Files, of which later ones override earlier ones (`-f`). @default - those of COMPOSE_FILE, or else compose.yaml or one of its other names, in the folder or one above, with its override file */
  readonly files?: readonly string[];
  /** Files of variables (`--env-file`). @default - those of COMPOSE_ENV_FILES, or else `.env` beside the first file */
  readonly envFiles?: readonly string[];
  /** Names of profiles whose services run too (`--profile`); `*` is all. @default - those of COMPOSE_PROFILES */
  readonly profiles?: readonly string[];
  /** The name of the project (`-p`). @default - COMPOSE_PROJECT_NAME, or else `name` in a file, or else the folder's name */
  readonly projectName?: string;
  /** The folder that relative paths start from (`--project-directory`). @default - that of the first file */
  readonly projectDirectory?: string;
  /** The environment of the process, which wins over files of variables. */
  readonly environment: Environment;
}

/** What there is to load. */
export interface Project {
  readonly folder: string;
  readonly files: readonly string[];
  readonly environment: Environment;
  readonly profiles: readonly string[];
}

const fileNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/**
 * Finds the files of a project, and what variables have which value in them.
 * @see https://docs.docker.com/compose/how-tos/environment-variables/envvars/
 */
export function findProject(options: ProjectOptions, files: FileSystem, faults: ComposeFaults): Project {
  const { folder, environment: own } = options;
  const absolute = (path: string) => (isAbsolute(path) ? path : join(folder, path));
  const directory = options.projectDirectory === undefined ? undefined : absolute(options.projectDirectory);
  const given = options.files?.map(absolute) ?? [];
  const [firstGiven] = given;
  const start = directory ?? (firstGiven === undefined ? folder : dirname(firstGiven));
  const envFiles = (options.envFiles ?? listIn(own, "COMPOSE_ENV_FILES")).map(absolute);
  const before = withVariables(own, envFiles, start, files, faults);
  const paths =
    given.length > 0 ? given : (filesOfEnvironment(before)?.map(absolute) ?? defaultFiles(start, files));
  const [first] = paths;
  if (first === undefined) {
    faults.add(
      { file: join(start, "compose.yaml"), line: 1, column: 1 },
      [],
      "there is no Compose file here or in a folder above",
      `the names are ${fileNames.join(", ")}`,
    );
  }
  const project = directory ?? (first === undefined ? start : dirname(first));
  const environment = withVariables(before, envFiles, project, files, faults);
  const { profiles: asked = [] } = options;
  // Without any, the profile that is called "" is wanted: files write `profiles: ["${NAME:-}"]` to switch services off.
  const usual = (valueIn(environment, "COMPOSE_PROFILES") ?? "").split(",").map((profile) => profile.trim());
  const profiles = asked.length > 0 ? asked : usual;
  return { folder: project, files: paths, environment, profiles };
}

function listIn(environment: Environment, name: string): readonly string[] {
  return (valueIn(environment, name) ?? "").split(",").filter((word) => word !== "");
}

/** The variables of the environment and those of files that it does not have. */
function withVariables(
  environment: Environment,
  given: readonly string[],
  folder: string,
  files: FileSystem,
  faults: ComposeFaults,
): Environment {
  const dotEnv = join(folder, ".env");
  const isDisabled = /^(?:1|t|true)$/i.test(valueIn(environment, "COMPOSE_DISABLE_ENV_FILE") ?? "");
  const implied = given.length === 0 && !isDisabled && files.kind(dotEnv) === "file" ? [dotEnv] : [];
  const names = [...given, ...implied].map((path) => ({ path }));
  return { ...readEnvFiles(names, environment, files, faults), ...environment };
}

function filesOfEnvironment(environment: Environment): readonly string[] | undefined {
  const separator = valueIn(environment, "COMPOSE_PATH_SEPARATOR") ?? delimiter;
  return valueIn(environment, "COMPOSE_FILE")?.split(separator === "" ? delimiter : separator);
}

/** The first file with one of the usual names, in a folder or the next one above that has any, and its override. */
function defaultFiles(folder: string, files: FileSystem): readonly string[] {
  const among = (names: readonly string[]) =>
    names.map((name) => join(folder, name)).find((path) => files.kind(path) !== undefined);
  const file = among(fileNames);
  if (file === undefined) return dirname(folder) === folder ? [] : defaultFiles(dirname(folder), files);
  const override = among(overrideNames);
  return override === undefined ? [file] : [file, override];
}

/**
 * The name of a project.
 * @param written what the files say, the last one that does
 * @see https://github.com/compose-spec/compose-spec/blob/main/04-version-and-name.md#name-top-level-element
 */
export function nameProject(options: ProjectOptions, project: Project, written: string | undefined): string {
  const given = options.projectName ?? valueIn(project.environment, "COMPOSE_PROJECT_NAME");
  if (given !== undefined && given !== "") return given;
  const name =
    written === undefined
      ? ""
      : substitute(written, (variable) => valueIn(project.environment, variable)).text;
  return normalName(name) === "" ? normalName(basename(project.folder)) : normalName(name);
}

/** A name in lower case, without what a name cannot have: letters, digits, hyphens and underscores, a letter or digit first. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}
