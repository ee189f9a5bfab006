import * as v from "valibot";
import { MuelleError } from "../../components/application/errors.ts";
import { stackOutputs } from "../stack-outputs.ts";

const OUTPUTS = v.object({ images: v.optional(v.record(v.string(), v.string()), {}) });

/**
 * The images of a stack, each once.
 *
 * @throws {MuelleError} where the stack is not up
 */
export async function imagesOf(
  root: string,
  stack: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const outputs = v.parse(OUTPUTS, await stackOutputs(root, stack, env));
  const images = [...new Set(Object.values(outputs.images))].toSorted();
  if (images.length > 0) return images;
  throw new MuelleError("There is nothing to list", [
    {
      path: stack,
      message: "the stack has no images",
      hint: `Bring it up first: npm run pulumi -- up -s ${stack}`,
    },
  ]);
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
