import * as v from "valibot";

/** A package that an image holds. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, or "unknown" where the package does not tell. */
  readonly licence: string;
}

const DOCUMENT = v.object({
  packages: v.array(
    v.object({
      name: v.string(),
      versionInfo: v.optional(v.string()),
      licenseConcluded: v.optional(v.string()),
      licenseDeclared: v.optional(v.string()),
      primaryPackagePurpose: v.optional(v.string()),
    }),
  ),
});

/** What SPDX says where nothing is known. */
const NOTHING = new Set(["NOASSERTION", "NONE", ""]);

/** The packages in an SPDX document in JSON, without the image itself, each once, sorted. */
export function packagesIn(document: string): readonly Package[] {
  const { packages } = v.parse(DOCUMENT, JSON.parse(document));
  const found = packages
    .filter(({ primaryPackagePurpose }) => primaryPackagePurpose !== "CONTAINER")
    .map(({ name, versionInfo = "", licenseConcluded = "", licenseDeclared = "" }) => ({
      name,
      version: versionInfo,
      licence: [licenseConcluded, licenseDeclared].find((licence) => !NOTHING.has(licence)) ?? "unknown",
    }));
  const once = new Map(found.map((one) => [keyOf(one), one]));
  return [...once.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ name, version }: Package): string {
  return `${name} ${version}`;
}
