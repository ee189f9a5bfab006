import type { LoadedCompose } from "./load-compose.ts";
import { isJsonObject, type Json } from "./model/codec.ts";
import { composeFile, type ComposeFile } from "./model/compose-file.ts";

/** Tables that `docker compose config` writes only where something is in them; models it does not write at all. */
const tables = ["networks", "volumes", "secrets", "configs", "jobs"];

/**
 * Writes a project as `docker compose config --format json` does: every value in its long form, paths absolute, and
 * dollar signs doubled, so that Compose can read it again.
 */
export function canonicalJson({ name, model }: LoadedCompose): Json {
  const written = composeFile.write({ ...model, ...withoutContents(model) });
  const values = new Map(Object.entries(isJsonObject(written) ? written : {}));
  const present = tables.flatMap((table) => {
    const value = values.get(table);
    return value === undefined ? [] : [[table, value] as const];
  });
  return doubled({
    name,
    services: values.get("services") ?? {},
    ...Object.fromEntries(present),
    ...model.extensions,
  });
}

/** What a config holds by a variable is not written. */
function withoutContents({ configs = {} }: ComposeFile): Pick<ComposeFile, "configs"> {
  const entries = Object.entries(configs).map(([name, config]) => {
    const { content, ...rest } = config;
    return [name, content === undefined || config.environment !== undefined ? rest : config] as const;
  });
  return { configs: Object.fromEntries(entries) };
}

function doubled(value: Json): Json {
  if (typeof value === "string") return value.replaceAll("$", "$$$$");
  if (typeof value !== "object" || value === null) return value;
  if (!isJsonObject(value)) return value.map(doubled);
  const entries = Object.entries(value).map(
    ([key, each]) => [key.replaceAll("$", "$$$$"), doubled(each)] as const,
  );
  return Object.fromEntries(entries);
}
