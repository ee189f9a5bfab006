import { createHash } from "node:crypto";
import type { Autonaming } from "../../kit/index.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { at, mapAt, withAt } from "../manifest/at.ts";
import { isAnnotated, nameOf, type Manifest } from "../manifest/manifest.ts";

const MAX_NAME = 253;
const DIGITS = 8;

/** What a generated name is made of. */
export interface NameSource {
  /** The resource's logical name. */
  readonly name: string;
  readonly urn: string;
  readonly randomSeed: Uint8Array;
  readonly autonaming: Autonaming | undefined;
}

/**
 * Gives an object without a name the one that it has already, where that was generated, else a new one, and marks it
 * as generated. `olds` is empty for a new object and for a replacement.
 * @throws where the stack's configuration turns generated names off
 */
export function withName(news: Manifest, olds: Manifest, source: NameSource): Manifest {
  if (at(news, "metadata", "name") !== undefined && at(news, "metadata", "name") !== "") return news;
  if (Object.keys(olds).length > 0) {
    const kept = nameOf(olds);
    return kept !== "" && isAnnotated(olds, ANNOTATION.autonamed) ? generated(news, kept) : news;
  }
  const { autonaming } = source;
  if (autonaming?.mode === "disable") {
    throw new Error("metadata.name: is required, as pulumi:autonaming is disabled for this resource");
  }
  const proposed = autonaming?.proposedName ?? "";
  return generated(news, proposed === "" ? newName(source) : proposed);
}

function newName({ name, urn, randomSeed }: NameSource): string {
  const digits = createHash("sha256").update(urn).update(randomSeed).digest("hex").slice(0, DIGITS);
  return `${name.slice(0, MAX_NAME - DIGITS - 1)}-${digits}`;
}

function generated(news: Manifest, name: string): Manifest {
  const annotations = { ...mapAt(news, "metadata", "annotations"), [ANNOTATION.autonamed]: "true" };
  return withAt(withAt(news, ["metadata", "name"], name), ["metadata", "annotations"], annotations);
}
