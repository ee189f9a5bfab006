import { UNKNOWN, type Properties } from "../../kit/index.ts";
import { at, mapAt, withoutAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** Metadata that the API server sets anew for every object. */
const FRESH: Properties = {
  creationTimestamp: UNKNOWN,
  generation: UNKNOWN,
  resourceVersion: UNKNOWN,
  uid: UNKNOWN,
};

/** The outputs of an object that is not there yet: what the dry run filled in, and what only the real run will know. */
export function previewOfCreation(inputs: Manifest, dryRun: Manifest | undefined): Properties {
  const known = dryRun ?? inputs;
  const metadata = mapAt(withoutAt(known, ["metadata", "managedFields"]), "metadata");
  const unnamed: Properties = at(inputs, "metadata", "name") === undefined ? { name: UNKNOWN } : {};
  return {
    ...withoutAllocated(known, inputs),
    metadata: { ...metadata, ...unnamed, ...FRESH },
    ...("status" in inputs ? {} : { status: UNKNOWN }),
  };
}

/** The addresses that a dry run gives out are not those that the real run will give. */
function withoutAllocated(known: Manifest, inputs: Manifest): Manifest {
  if (known["kind"] !== "Service" || at(inputs, "spec", "clusterIP") !== undefined) return known;
  const { clusterIP, clusterIPs, ...spec } = mapAt(known, "spec");
  if (clusterIP === undefined || clusterIP === "None") return known;
  return {
    ...known,
    spec: { ...spec, clusterIP: UNKNOWN, ...(clusterIPs === undefined ? {} : { clusterIPs: UNKNOWN }) },
  };
}

/** The outputs of an object that an update will change: nothing is known of what the cluster will say of it then. */
export function previewOfUpdate(
  news: Manifest,
  oldOutputs: Properties,
  dryRun: Manifest | undefined,
): Properties {
  const next = withoutAt(dryRun ?? news, ["metadata", "managedFields"]);
  const old = mapAt(oldOutputs, "metadata");
  return {
    ...oldOutputs,
    ...next,
    metadata: { ...old, ...mapAt(next, "metadata"), resourceVersion: UNKNOWN },
    ...(oldOutputs["status"] === undefined ? {} : { status: oldOutputs["status"] }),
  };
}
