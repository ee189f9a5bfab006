import type { Properties } from "../../kit/index.ts";
import { mapAt } from "../manifest/at.ts";
import { isSecret, type Manifest } from "../manifest/manifest.ts";

/** Shorter values are in every text, and no secrets. */
const SHORTEST = 4;

/** The message without the values of a Secret, as they are and encoded: the API server quotes what it refuses. */
export function redact(message: string, manifest: Manifest): string {
  if (!isSecret(manifest)) return message;
  const values = [...plain(mapAt(manifest, "stringData")), ...plain(mapAt(manifest, "data"))];
  return values
    .flatMap((value) => [
      value,
      Buffer.from(value).toString("base64"),
      Buffer.from(value, "base64").toString(),
    ])
    .filter((value) => value.length >= SHORTEST)
    .reduce((text, value) => text.replaceAll(value, "[secret]"), message);
}

function plain(map: Properties): readonly string[] {
  return Object.values(map).filter((value) => typeof value === "string");
}
