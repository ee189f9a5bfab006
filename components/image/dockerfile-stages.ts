import { DockerfileParser } from "dockerfile-ast";

/** The stages of a Dockerfile in order: its name, or undefined for one that has none. */
export function dockerfileStages(text: string): readonly (string | undefined)[] {
  return DockerfileParser.parse(text)
    .getFROMs()
    .map((from) => from.getBuildStage() ?? undefined);
}

/** Whether a target names one of these stages; BuildKit takes a name in any case, or a number counted from 0. */
export function hasStage(stages: readonly (string | undefined)[], target: string): boolean {
  if (stages.some((stage) => stage?.toLowerCase() === target.toLowerCase())) return true;
  return /^\d+$/.test(target) && Number(target) < stages.length;
}
