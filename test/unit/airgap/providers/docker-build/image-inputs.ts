import { imageFields, type ImageInputs } from "../../../../../airgap/providers/docker-build/image-fields.ts";
import { object, type Properties } from "../../../../../airgap/providers/kit/index.ts";

/** The inputs of an image as the stand-in reads them: these, and defaults for the rest. */
export function imageInputs(given: Properties = {}): ImageInputs {
  return object(imageFields).parse({ push: false, ...given }, "image");
}
