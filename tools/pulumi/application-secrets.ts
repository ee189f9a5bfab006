import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ApplicationSpec, defineApplication } from "../../components/application/index.ts";
import { MuelleError } from "../../base/errors.ts";

/**
 * The names under `muelle:secrets` that an application cannot do without; none for an application that is not there
 * or has faults, which `pulumi up` reports in full.
 */
export async function applicationSecrets(root: string, name: string): Promise<readonly string[]> {
  const directory = join(root, "applications", name);
  const file = join(directory, "application.ts");
  if (!existsSync(file)) return [];
  const { application } = (await import(pathToFileURL(file).href)) as {
    readonly application: ApplicationSpec;
  };
  try {
    const { secrets } = defineApplication(application, { directory });
    return secrets.flatMap(({ source }) => (source.type === "config" ? [source.key] : []));
  } catch (error) {
    if (error instanceof MuelleError) return [];
    throw error;
  }
}
