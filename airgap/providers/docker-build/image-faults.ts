import { statSync } from "node:fs";
import { isProperties, type Fault, type Properties, type Value } from "../kit/index.ts";

/** Rules over an image's inputs that no single field can see. Unknown values pass. */
export function imageFaults(inputs: Properties): readonly Fault[] {
  const location = inner(inputs["context"], "location");
  const file = inner(inputs["dockerfile"], "location");
  const inline = inner(inputs["dockerfile"], "inline");
  return [
    ...pathFaults("context.location", location, "folder"),
    ...(typeof file === "string" && typeof inline === "string"
      ? [{ path: "dockerfile", message: "give either `location` or `inline`, not both" }]
      : pathFaults("dockerfile.location", file, "file")),
    ...secretFaults(inputs["secrets"]),
    ...(inputs["buildOnPreview"] === true
      ? [{ path: "buildOnPreview", message: "the stand-in builds nothing in a preview: set it to false" }]
      : []),
  ];
}

function pathFaults(path: string, given: Value | undefined, kind: "folder" | "file"): readonly Fault[] {
  if (typeof given !== "string") return [];
  if (/^([a-z]+:\/\/|git@)/.test(given)) {
    return [{ path, message: `the stand-in builds from local files only, not from ${given}` }];
  }
  const stat = statSync(given, { throwIfNoEntry: false });
  if (kind === "folder" ? stat?.isDirectory() === true : stat?.isFile() === true) return [];
  return [{ path, message: `no such ${kind}: ${given} (relative to ${process.cwd()})` }];
}

/** The ids stand in a list of Docker's own notation. */
function secretFaults(secrets: Value | undefined): readonly Fault[] {
  if (!isProperties(secrets)) return [];
  return Object.keys(secrets)
    .filter((id) => !/^[\w.-]+$/.test(id))
    .map((id) => ({
      path: `secrets.${id}`,
      message: "the id of a secret is letters, digits, dots, - and _",
    }));
}

function inner(value: Value | undefined, key: string): Value | undefined {
  return isProperties(value) ? value[key] : undefined;
}
