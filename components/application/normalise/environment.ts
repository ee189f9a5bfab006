import { resolve } from "node:path";
import type { Variable } from "../application-model.ts";
import { isDeferred, mapInput } from "../deferred.ts";
import { parseEnvFile } from "../env-file.ts";
import { MuelleError } from "../errors.ts";
import type { VariableSpec, ServiceSpec } from "../spec.ts";
import { describe } from "../structure/issue-fault.ts";
import { childPath } from "../structure/path.ts";
import { type Context, entriesOf } from "./context.ts";

/** The variables of the environment files and of `environment`, later ones winning, sorted by name. */
export function normaliseEnvironment(
  context: Context,
  path: string,
  spec: ServiceSpec,
): Readonly<Record<string, Variable>> {
  const variables = new Map<string, Variable>();
  for (const content of environmentFiles(context, path, spec)) {
    for (const [name, value] of Object.entries(content)) variables.set(name, { type: "value", value });
  }
  for (const [name, value] of Object.entries(spec.environment ?? {}))
    variables.set(name, variableOf(childPath(`${path}.environment`, name), value));
  return Object.fromEntries([...variables].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function variableOf(path: string, value: VariableSpec): Variable {
  if (isSecret(value)) return { type: "secret", secret: value.secret };
  return { type: "value", value: mapInput(value, (known) => textOf(path, known)) };
}

/** In an output, any name would lead somewhere: to a part of its value. */
function isSecret(value: VariableSpec): value is Extract<VariableSpec, { readonly secret: string }> {
  return typeof value === "object" && !isDeferred(value);
}

/** @throws {MuelleError} where another resource gave what is no text; types cannot promise that it does not */
function textOf(path: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new MuelleError("An environment variable cannot be set.", [
    {
      path,
      message: `the value that came is ${describe(value)}, and must be a string, a number or a boolean`,
    },
  ]);
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
