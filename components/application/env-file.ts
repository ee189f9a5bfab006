import { parseEnv } from "node:util";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

const BARE_NAME = /^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*$/;

/**
 * Reads a file of `NAME=value` lines, with `#` comments and quotes as in Node's own `--env-file`.
 * @see https://nodejs.org/api/util.html#utilparseenvcontent
 */
export function parseEnvFile(content: string): Parsed<Readonly<Record<string, string>>> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseEnv(content))) {
    if (value !== undefined) variables[name] = value;
  }
  // Compose passes a bare name on from the shell, which would make a deployment depend on who deploys; Node's parser
  // leaves it out in silence. A line inside a quoted value is none of that.
  const values = Object.values(variables);
  const bare = content
    .split(/\r?\n/)
    .filter((line) => BARE_NAME.test(line) && !values.some((value) => value.includes(line.trim())));
  if (bare.length > 0) {
    return unreadable(
      `no value for ${bare.map((line) => line.trim()).join(", ")}`,
      "write NAME=value; NAME= for an empty one",
    );
  }
  return parsed(variables);
}
