import * as v from "valibot";
import { MuelleError } from "../../components/application/errors.ts";
import { run } from "../process/run.ts";

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
  const args = ["stack", "output", "--json", "--stack", stack];
  const json = await run(`reading the outputs of the stack ${stack}`, "pulumi", args, { cwd: root, env });
  const images = [...new Set(Object.values(v.parse(OUTPUTS, JSON.parse(json)).images))].toSorted();
  if (images.length > 0) return images;
  throw new MuelleError("There is nothing to list", [
    {
      path: stack,
      message: "the stack has no images",
      hint: `Bring it up first: npm run pulumi -- up -s ${stack}`,
    },
  ]);
}

/** Where syft finds an image: what was pushed is read from its registry, everything else from the engine. */
export function sourceOf(image: string): string {
  return image.includes("@sha256:") ? `registry:${image}` : `docker:${image}`;
}

/** The name of an image's file. */
export function fileOf(image: string): string {
  return `${image.replace(/@sha256:.*$/, "").replaceAll(/[^\w.-]+/g, "_")}.spdx.json`;
}
