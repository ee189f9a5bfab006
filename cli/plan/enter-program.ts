import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { MuelleError } from "../../components/application/errors.ts";
import { projectFileIn } from "../stack/project-folder.ts";
import { fieldsOf } from "../../policies/read/values.ts";

/**
 * Goes to the folder that Pulumi runs the program in: its paths are relative to it, wherever a command was called.
 *
 * @param root - the project's folder
 * @returns the program's folder
 */
export function enterProgram(root: string): string {
  const program = programFolder(root);
  process.chdir(program);
  return program;
}

/** The folder of the `main` that Pulumi.yaml names, which may be a file or a folder; the project's own without one. */
export function programFolder(root: string): string {
  const file = projectFileIn(root);
  const { main } = fieldsOf(file === undefined ? undefined : parse(readFileSync(file, "utf8")));
  if (typeof main !== "string") return root;
  const path = join(root, main);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw new MuelleError("The program cannot be found.", [
      { path: "Pulumi.yaml: main", message: `there is no ${path}` },
    ]);
  return found.isDirectory() ? path : dirname(path);
}
