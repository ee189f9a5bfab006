import { resolve } from "node:path";
import { parseEnvFile } from "../env-file.ts";
import type { ServiceSpec } from "../spec.ts";
import { type Context, entriesOf } from "./context.ts";

/** The variables of the environment files and of `environment`, later ones winning, sorted by name. */
export function normaliseEnvironment(
  context: Context,
  path: string,
  spec: ServiceSpec,
): Readonly<Record<string, string>> {
  const variables = new Map<string, string>();
  for (const content of environmentFiles(context, path, spec)) {
    for (const [name, value] of Object.entries(content)) variables.set(name, value);
  }
  for (const [name, value] of Object.entries(spec.environment ?? {})) variables.set(name, String(value));
  return Object.fromEntries([...variables].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The content of each environment file that can be read, noting a fault for each that cannot. */
function environmentFiles(
  { directory, files, faults }: Context,
  path: string,
  { envFile }: ServiceSpec,
): readonly Readonly<Record<string, string>>[] {
  return entriesOf(`${path}.envFile`, envFile).map(([place, name]) => {
    const file = resolve(directory, name);
    if (files.kind(file) !== "file") {
      faults.add(place, `no such file: ${name} (${file})`);
      return {};
    }
    return faults.take(place, parseEnvFile(files.read(file))) ?? {};
  });
}
