import type { Fault, Volume } from "../../application/index.ts";
import { byteQuantity } from "../translate/quantity.ts";
import type { ClaimFacts } from "./claim-facts.ts";
import type { FindClaimsArgs } from "./find-claims.ts";

const MIGRATE =
  "A claim cannot be changed so. Add a volume under another name, copy what is in the old one, and mount the new one " +
  "(docs/guides/data.md).";

/** What cannot be changed of a claim that is there. Its size can grow where the storage class allows it. */
export function changeFaults(
  volume: Volume,
  claim: ClaimFacts | undefined,
  { settings, facts, isTransformed }: Pick<FindClaimsArgs, "settings" | "facts" | "isTransformed">,
): Fault[] {
  if (claim === undefined || isTransformed) return [];
  const own = settings.volumes[volume.name];
  const storageClass = own?.storageClass ?? settings.storageClass;
  return [
    ...(storageClass === undefined || storageClass === claim.storageClass
      ? []
      : [
          {
            path:
              own?.storageClass === undefined
                ? "muelle:storageClass"
                : `muelle:volumes.${volume.name}.storageClass`,
            message: `the volume ${volume.name} has the storage class ${claim.storageClass ?? "none"}, not ${storageClass}`,
            hint: `${MIGRATE} Or leave it as it is: pulumi config set --path muelle:volumes.${volume.name}.storageClass ${claim.storageClass ?? ""}`,
          },
        ]),
    ...(own?.accessMode === undefined || claim.accessModes.includes(own.accessMode)
      ? []
      : [
          {
            path: `muelle:volumes.${volume.name}.accessMode`,
            message: `the volume ${volume.name} has the access mode ${claim.accessModes.join(", ")}, not ${own.accessMode}`,
            hint: MIGRATE,
          },
        ]),
    ...sizeFaults(volume, claim, facts.expandableClasses),
  ];
}

function sizeFaults(
  { path, size: wanted, name }: Volume,
  { size, storageClass }: ClaimFacts,
  expandable: readonly string[] | undefined,
): Fault[] {
  if (size === undefined || size === wanted) return [];
  const change = `the volume ${name} has ${byteQuantity(size)} and cannot`;
  const place = `${path}.size`;
  if (wanted < size)
    return [{ path: place, message: `${change} shrink to ${byteQuantity(wanted)}`, hint: MIGRATE }];
  if (expandable === undefined || storageClass === undefined || expandable.includes(storageClass)) return [];
  const message = `${change} grow to ${byteQuantity(wanted)}: its storage class ${storageClass} does not allow it`;
  return [{ path: place, message, hint: MIGRATE }];
}
