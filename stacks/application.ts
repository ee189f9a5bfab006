import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ApplicationModel,
  type ApplicationSpec,
  defineApplication,
  type Fault,
  MuelleError,
} from "../components/index.ts";
import type { StackConfig } from "../components/deploy/config.ts";

const APPLICATIONS = join(import.meta.dirname, "..", "applications");

/** The chosen application with the stack's overrides, or all that is wrong with it. */
export type LoadedApplication =
  | { readonly application: ApplicationModel; readonly faults: readonly [] }
  | { readonly application: undefined; readonly faults: readonly Fault[] };

/** Loads `applications/<name>/application.ts` and applies what the stack's configuration says of it. */
export async function loadApplication(config: StackConfig): Promise<LoadedApplication> {
  const directory = join(APPLICATIONS, config.application);
  const file = join(directory, "application.ts");
  if (!(await exists(file))) return { application: undefined, faults: [await unknownApplication(config)] };
  const module = (await import(pathToFileURL(file).href)) as { readonly application: ApplicationSpec };
  try {
    const application = defineApplication(module.application, {
      directory,
      profiles: config.profiles,
      overrides: config.services,
      loadBalancerPort: config.port,
    });
    return { application, faults: [] };
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    return { application: undefined, faults: error.faults };
  }
}

async function unknownApplication({ application }: StackConfig): Promise<Fault> {
  const entries = await readdir(APPLICATIONS, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return {
    path: "muelle:application",
    message: `no such application: ${application}`,
    hint: `The folder applications/ has: ${names.sort().join(", ")}.`,
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
