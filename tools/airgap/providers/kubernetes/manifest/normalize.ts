import { UNKNOWN, type Value } from "../../kit/index.ts";
import { withDashes } from "./dashes.ts";
import { mapAt, withoutAt } from "./at.ts";
import { isSecret, withoutServerFields, type Manifest } from "./manifest.ts";

/**
 * The same object in one form: a Secret's `stringData`, which the API server takes but never gives back, as `data`; and
 * without what only the server sets.
 */
export function normalize(manifest: Manifest): Manifest {
  const plain = withDashes(withoutServerFields(manifest));
  if (!isSecret(plain) || plain["stringData"] === undefined) return plain;
  const encoded = Object.entries(mapAt(plain, "stringData")).map(([key, value]): [string, Value] => [
    key,
    typeof value === "string" ? Buffer.from(value).toString("base64") : UNKNOWN,
  ]);
  return {
    ...withoutAt(plain, ["stringData"]),
    data: { ...mapAt(plain, "data"), ...Object.fromEntries(encoded) },
  };
}
