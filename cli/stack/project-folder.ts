import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { MuelleError } from "../../components/application/errors.ts";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"] as const;

/** The project's file in a folder; undefined where it has none. */
export function projectFileIn(folder: string): string | undefined {
  return PROJECT_FILES.map((name) => join(folder, name)).find((file) => existsSync(file));
}

/**
 * The folder of the Pulumi project that a folder lies in, found upwards as Pulumi does.
 * @throws {MuelleError} where there is none
 */
export function projectFolder(directory: string): string {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (projectFileIn(folder) !== undefined) return folder;
    if (folder !== dirname(folder)) continue;
    throw new MuelleError("There is no Pulumi project here.", [
      {
        path: directory,
        message: "neither this folder nor one above it has a Pulumi.yaml",
        hint: "Make one: muelle init",
      },
    ]);
  }
}
