import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import type { Fault } from "../application/errors.ts";
import { dockerfileStages, hasStage } from "./dockerfile-stages.ts";
import { type ImageSource, sourcePaths } from "./image-source.ts";
import { KNOWN_PLATFORMS, knownPlatform } from "./platforms.ts";

/**
 * Everything that is wrong with a build and can be seen before it starts. It changes nothing and builds nothing, so
 * that the faults of all services can be shown together.
 * @param path - where the build stands in the user's terms, for example `services.web.build`
 */
export function buildFaults(source: ImageSource, path: string): readonly Fault[] {
  const context = contextFault(source, `${path}.context`);
  const files = context === undefined ? dockerfileFaults(source, path) : [context];
  return [...files, ...platformFaults(source, path), ...secretFaults(source, path)];
}

function contextFault(source: ImageSource, path: string): Fault | undefined {
  if (/^(https?|git|ssh):\/\/|^git@/.test(source.context)) {
    return {
      path,
      message: `${source.context} is not a folder of this machine`,
      hint: "The image's tag comes from its files, so they must be here: clone the repository first.",
    };
  }
  const { context } = sourcePaths(source);
  const stat = statSync(context, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return undefined;
  const message =
    stat === undefined ? `no such folder: ${shown(context)}` : `not a folder: ${shown(context)}`;
  return { path, message, ...variableHint(source.context) };
}

function dockerfileFaults(source: ImageSource, path: string): readonly Fault[] {
  const { dockerfile } = sourcePaths(source);
  if (statSync(dockerfile, { throwIfNoEntry: false })?.isFile() !== true) {
    const message = `no such file: ${shown(dockerfile)}`;
    return [{ path: `${path}.dockerfile`, message, ...variableHint(source.dockerfile ?? "") }];
  }
  const stages = dockerfileStages(readFileSync(dockerfile, "utf8"));
  if (stages.length === 0) {
    return [{ path: `${path}.dockerfile`, message: `${shown(dockerfile)} has no FROM instruction` }];
  }
  if (source.target === undefined || hasStage(stages, source.target)) return [];
  const names = stages.filter((stage) => stage !== undefined);
  const message = `no stage "${source.target}" in ${shown(dockerfile)}`;
  const hint = names.length === 0 ? "None of its stages has a name." : `Its stages are: ${names.join(", ")}.`;
  return [{ path: `${path}.target`, message, hint }];
}

function platformFaults(source: ImageSource, path: string): readonly Fault[] {
  const hint = `Known are ${KNOWN_PLATFORMS.filter((name) => name.startsWith("linux/")).join(", ")}.`;
  return (source.platforms ?? []).flatMap((platform, index) =>
    knownPlatform(platform) === undefined
      ? [{ path: `${path}.platforms[${index}]`, message: `no such platform: ${platform}`, hint }]
      : [],
  );
}

function secretFaults(source: ImageSource, path: string): readonly Fault[] {
  return Object.entries(source.secrets ?? {}).flatMap(([id, value]) =>
    value === undefined ? [{ path: `${path}.secrets.${id}`, message: "the secret has no value" }] : [],
  );
}

function variableHint(given: string): { readonly hint?: string } {
  return given.includes("$") ? { hint: "Variables are not expanded here: write the path itself." } : {};
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") ? path : short;
}
