import type { Step } from "../../application/structure/path.ts";
import type { Environment } from "../load/env-files.ts";
import type { ComposeFile, ComposeService } from "../model/compose-file.ts";
import type { Names } from "./names.ts";
import type { Report } from "./report.ts";

/** What the translation of every part needs to know. */
export interface Context {
  readonly file: ComposeFile;
  readonly environment: Environment;
  readonly report: Report;
  readonly names: {
    readonly services: Names;
    readonly networks: Names;
    readonly volumes: Names;
    readonly secrets: Names;
    readonly configs: Names;
  };
  /** Volumes that have no name in the file, by the name that they get. */
  readonly unnamed: Set<string>;
}

/** One service, and where it stands. */
export interface Subject {
  readonly name: string;
  readonly service: ComposeService;
  readonly at: readonly Step[];
}

/** The name that something has in the application model. */
export function nameOf(names: Names, key: string): string {
  return names.get(key) ?? key;
}

/** A name for a volume that has none, after its service and its place there. */
export function nameUnnamed({ names, unnamed }: Context, service: string, target: string): string {
  const path = target
    .replaceAll(/[^a-z0-9]+/gi, "-")
    .replaceAll(/^-|-$/g, "")
    .toLowerCase();
  const wanted = `${nameOf(names.services, service)}-${path}`.slice(0, 36).replace(/-+$/, "");
  const taken = [...names.volumes.values(), ...unnamed];
  let name = wanted;
  for (let count = 2; taken.includes(name); count++) name = `${wanted}-${count}`;
  unnamed.add(name);
  return name;
}
