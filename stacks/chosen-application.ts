import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { type ApplicationSpec, MuelleError } from "../components/index.ts";

const APPLICATIONS = join(import.meta.dirname, "..", "applications");

/** One of this repository's own applications. */
export interface ChosenApplication {
  readonly spec: ApplicationSpec;
  /** Its folder. */
  readonly directory: string;
}

/**
 * Loads `applications/NAME/application.ts`; the stack's configuration has the name, `muelle:application`.
 * @throws {MuelleError} where there is none, naming those that there are
 */
export async function chosenApplication(): Promise<ChosenApplication> {
  const name = new pulumi.Config("muelle").get("application") ?? "photos";
  const directory = join(APPLICATIONS, name);
  const file = join(directory, "application.ts");
  if (!(await exists(file))) throw await unknownApplication(name);
  const module = (await import(pathToFileURL(file).href)) as { readonly application: ApplicationSpec };
  return { spec: module.application, directory };
}

async function unknownApplication(name: string): Promise<MuelleError> {
  const entries = await readdir(APPLICATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return new MuelleError("The application cannot be deployed; nothing was changed.", [
    {
      path: "muelle:application",
      message: `no such application: ${name}`,
      hint: `The folder applications/ has: ${names.sort().join(", ")}.`,
    },
  ]);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
