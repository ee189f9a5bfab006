import { isProperties, UNKNOWN, type Fault, type Value } from "../../kit/index.ts";
import { at } from "../manifest/at.ts";
import { kindOf, type Kind, type Manifest } from "../manifest/manifest.ts";

/** What is wrong with an object before the API server is asked about it. Its own checks come with the preview. */
export function faultsOf(manifest: Manifest, token: Kind): readonly Fault[] {
  const { kind } = kindOf(manifest);
  if (token.kind === `${kind}Patch`) {
    return [fault("kind", `the stand-in does not support ${token.kind}; give the whole object as a ${kind}`)];
  }
  if (kind.endsWith("List") && at(manifest, "items") !== undefined) {
    return [fault("kind", `a ${kind} cannot be created; give each of its items as a resource of its own`)];
  }
  const metadata = manifest["metadata"];
  if (metadata !== undefined && metadata !== UNKNOWN && !isProperties(metadata)) {
    return [fault("metadata", "must be an object")];
  }
  return [
    ...(at(metadata, "generateName") === undefined
      ? []
      : [
          fault(
            "metadata.generateName",
            "is not supported with server-side apply; leave the name out to get a generated one",
          ),
        ]),
    ...["name", "namespace"].flatMap((name) => textFault(`metadata.${name}`, at(metadata, name))),
    ...mapFaults("metadata.labels", at(metadata, "labels")),
    ...mapFaults("metadata.annotations", at(metadata, "annotations")),
  ];
}

function mapFaults(path: string, value: Value | undefined): readonly Fault[] {
  if (value === undefined || value === UNKNOWN) return [];
  if (!isProperties(value)) return [fault(path, "must be a map of strings")];
  return Object.entries(value).flatMap(([key, text]) => textFault(`${path}["${key}"]`, text));
}

function textFault(path: string, value: Value | undefined): readonly Fault[] {
  if (value === undefined || value === null || value === UNKNOWN || typeof value === "string") return [];
  return [fault(path, "must be a string")];
}

function fault(path: string, message: string): Fault {
  return { path, message };
}
