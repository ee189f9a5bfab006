import { join, relative } from "node:path";
import * as v from "valibot";
import type { RecordedResource } from "../../../components/testing/recording.ts";

const imageInputs = v.object({
  tags: v.array(v.string()),
  context: v.object({ location: v.string() }),
  dockerfile: v.object({ location: v.string() }),
  target: v.optional(v.string()),
  buildArgs: v.optional(v.record(v.string(), v.string()), {}),
  labels: v.optional(v.record(v.string(), v.string()), {}),
  platforms: v.optional(v.array(v.string()), []),
  secrets: v.optional(v.record(v.string(), v.string()), {}),
});

/** A build of a compose file. */
export interface PlannedBuild {
  readonly tag: string;
  readonly build: object;
  /** Names of the secrets that it is given. */
  readonly secrets: readonly string[];
}

/**
 * The builds among the resources.
 *
 * @param program - folder that the resources' paths are relative to
 * @param folder - of the compose file, which its own paths are relative to
 */
export function plannedBuilds(
  resources: readonly RecordedResource[],
  program: string,
  folder: string,
): readonly PlannedBuild[] {
  const path = (location: string): string => relative(folder, join(program, location)) || ".";
  return resources
    .filter(({ type }) => type === "docker-build:index:Image")
    .flatMap(({ inputs }) => {
      const image = v.parse(imageInputs, inputs);
      const context = join(program, image.context.location);
      const secrets = Object.keys(image.secrets);
      const build = {
        context: path(image.context.location),
        dockerfile: relative(context, join(program, image.dockerfile.location)),
        ...(image.target === undefined ? {} : { target: image.target }),
        ...(Object.keys(image.buildArgs).length === 0 ? {} : { args: image.buildArgs }),
        ...(image.platforms.length === 0 ? {} : { platforms: image.platforms }),
        ...(secrets.length === 0 ? {} : { secrets }),
        labels: image.labels,
      };
      return image.tags.map((tag) => ({ tag, build, secrets }));
    });
}
