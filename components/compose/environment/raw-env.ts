import type { EnvFault, EnvFile, EnvVariable } from "./dot-env.ts";
import type { Lookup } from "./substitute.ts";

/**
 * Reads a file of variables as `docker run --env-file` does: each value is the rest of its line as it is, with quotes
 * and dollar signs. A bare `NAME` is passed on.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#format
 */
export function parseRawEnv(content: string, lookup: Lookup): EnvFile {
  const variables = new Map<string, EnvVariable>();
  const faults: EnvFault[] = [];
  for (const [index, text] of content
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const trimmed = text.trimStart();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const equals = trimmed.indexOf("=");
    const name = equals === -1 ? trimmed : trimmed.slice(0, equals);
    const line = index + 1;
    const value = equals === -1 ? lookup(name) : trimmed.slice(equals + 1);
    if (name === "" || /[ \t]/.test(name)) {
      faults.push({
        line,
        message: `not a name of a variable: ${JSON.stringify(name.slice(0, 40))}`,
        hint: "write NAME=value",
      });
    } else if (value !== undefined) variables.set(name, { value, line });
  }
  return { variables, faults };
}
