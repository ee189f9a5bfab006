import { posix } from "node:path";
import { hasUnknown, isProperties, type Properties, type Value } from "../kit/index.ts";
import { contextHash } from "./context-hash.ts";
import { imageFields } from "./image-fields.ts";

/** The inputs with the Dockerfile that holds where none is given: the one in the context. */
export function withDockerfile(inputs: Properties): Properties {
  const context = location(inputs["context"]) ?? ".";
  if (typeof context !== "string" || given(inputs["dockerfile"])) return inputs;
  return { ...inputs, dockerfile: { location: posix.join(context, "Dockerfile") } };
}

/** The hash of the files as they are now; undefined where a preview does not know yet which files. */
export function knownContextHash(inputs: Properties): string | undefined {
  if (hasUnknown(inputs["context"]) || hasUnknown(inputs["dockerfile"])) return undefined;
  return contextHash({
    context: imageFields.context.parse(inputs["context"], "context"),
    dockerfile: imageFields.dockerfile.parse(inputs["dockerfile"], "dockerfile"),
  });
}

function location(context: Value | undefined): Value | undefined {
  return isProperties(context) ? context["location"] : undefined;
}

/** Whether a Dockerfile is named, or may turn out to be. */
function given(dockerfile: Value | undefined): boolean {
  if (!isProperties(dockerfile)) return typeof dockerfile === "symbol";
  return dockerfile["location"] !== undefined || dockerfile["inline"] !== undefined;
}
