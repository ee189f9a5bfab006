import { basename } from "node:path";
import { dependencies, filesOf, type Filling, type Language, programOf } from "./templates.ts";

/** What is in the folder that a project is made in. */
export interface Surroundings {
  /** The folder, as an absolute path. */
  readonly directory: string;
  /** Names of the files in it. */
  readonly files: ReadonlySet<string>;
  /** The content of package.json. @default - there is none */
  readonly packageJson?: string;
  readonly language: Language;
}

/** What is to be done. */
export interface Decision {
  /** Files that are written, by name. */
  readonly write: Readonly<Record<string, string>>;
  /** What the user has to add by hand, where there is a program already. @default - nothing */
  readonly add?: string;
  /** The compose file that the application comes from. @default - none */
  readonly compose?: string;
  /** Names of files that were there and stay as they are. */
  readonly kept: readonly string[];
  /** Whether there is a Pulumi project already. */
  readonly existing: boolean;
}

/** As Compose looks for them. */
const COMPOSE_FILES = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"] as const;

/** Decides which files a project gets. Pure; a file that is there is never among those that are replaced. */
export function decide({ directory, files, packageJson, language }: Surroundings): Decision {
  const compose = COMPOSE_FILES.find((name) => files.has(name));
  const program = files.has("index.ts") ? "application.ts" : "index.ts";
  const filling: Filling = {
    project: projectName(directory),
    program,
    ...(compose === undefined ? {} : { compose }),
  };
  const existing = files.has("Pulumi.yaml") || files.has("Pulumi.yml");
  const wanted = filesOf(language, filling);
  const fresh = Object.entries(wanted).filter(([name]) => !files.has(name));
  const merged = packageJson === undefined ? undefined : withDependencies(packageJson);
  return {
    write: {
      ...(existing ? {} : Object.fromEntries(fresh)),
      ...(merged === undefined || language === "yaml" ? {} : { "package.json": merged }),
    },
    ...(existing ? { add: linesToAdd(language, filling, wanted["Pulumi.yaml"] ?? "") } : {}),
    ...(compose === undefined ? {} : { compose }),
    kept: Object.keys(wanted).filter((name) => files.has(name) && name !== "package.json"),
    existing,
  };
}

/** The folder's name as a name for a project and for containers: `My Shop` is `my-shop`. */
export function projectName(directory: string): string {
  const name = basename(directory)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
  return name === "" ? "application" : name.slice(0, 40);
}

/** package.json with what Muelle needs; undefined where it has all of it. */
function withDependencies(packageJson: string): string | undefined {
  const content = JSON.parse(packageJson) as {
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  };
  const has = { ...content.devDependencies, ...content.dependencies };
  const missing = Object.entries(dependencies()).filter(([name]) => !(name in has));
  if (missing.length === 0) return undefined;
  const all = { ...content.dependencies, ...Object.fromEntries(missing) };
  return `${JSON.stringify({ ...content, dependencies: all }, undefined, 2)}\n`;
}

function linesToAdd(language: Language, filling: Filling, pulumiFile: string): string {
  return language === "yaml" ? pulumiFile.slice(pulumiFile.indexOf("resources:")) : programOf(filling);
}
