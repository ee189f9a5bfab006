import { fieldsOf, nothingUp, type StateResource, textOf } from "../stack/state.ts";

/**
 * The images of a stack's services, each once.
 *
 * @throws {MuelleError} where the stack is not up
 */
export function imagesOf(resources: readonly StateResource[], stack: string | undefined): readonly string[] {
  const images = resources
    .filter(({ type }) => type.startsWith("muelle:"))
    .flatMap(({ outputs }) => Object.values(fieldsOf(outputs["services"])))
    .flatMap((service) => textOf(fieldsOf(service)["image"]) ?? []);
  if (images.length === 0) throw nothingUp(stack);
  return [...new Set(images)].toSorted();
}

/**
 * Where syft finds an image: what was pushed is read from the registry that it names, everything else, also a public
 * image by its digest, from the engine, which may have a mirror.
 */
export function sourceOf(image: string): string {
  const pushed = /^(?:localhost|[^/]*[.:][^/]*)\/.*@sha256:/.test(image);
  return pushed ? `registry:${image}` : `docker:${image}`;
}

/** The name of an image's file. */
export function fileOf(image: string): string {
  return `${image.replace(/@sha256:.*$/, "").replaceAll(/[^\w.-]+/g, "_")}.spdx.json`;
}
