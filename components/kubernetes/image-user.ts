import { readFileSync } from "node:fs";
import { DockerfileParser, type Instruction } from "dockerfile-ast";
import type { Build } from "../application/index.ts";

/** Who a container runs as, by number: Kubernetes knows no names. */
export interface PodUser {
  readonly uid: number;
  /** Undefined: the group that the image gives the user. */
  readonly gid: number | undefined;
}

/** What is known of the user that an image names. */
export type ImageUser =
  | { readonly type: "number"; readonly user: PodUser }
  | { readonly type: "name"; readonly name: string }
  /** The base image says it, or nobody does. */
  | { readonly type: "unknown" };

/** Reads the user of a build out of its Dockerfile; a Dockerfile that cannot be read has a fault of its own. */
export function builtUser({ dockerfile, target }: Build): ImageUser {
  try {
    return dockerfileUser(readFileSync(dockerfile, "utf8"), target);
  } catch {
    return { type: "unknown" };
  }
}

/** The user that the last `USER` of a stage names, or of the stage that it is built from. */
export function dockerfileUser(text: string, target?: string): ImageUser {
  const stages = stagesOf(text);
  const wanted = target === undefined ? stages.at(-1) : stageNamed(stages, target);
  return wanted === undefined ? { type: "unknown" } : userOfStage(stages, wanted);
}

interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly base: string;
  readonly user: string | undefined;
}

function stagesOf(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const args = words(instruction);
    const [first = "", , alias] = args;
    const last = stages.at(-1);
    switch (instruction.getKeyword()) {
      case "FROM":
        stages.push({ index: stages.length, name: alias?.toLowerCase(), base: first, user: undefined });
        break;
      case "USER":
        if (last !== undefined) stages[last.index] = { ...last, user: first };
        break;
    }
  }
  return stages;
}

function words(instruction: Instruction): string[] {
  return instruction
    .getArguments()
    .map((argument) => argument.getValue())
    .filter((word) => !word.startsWith("--"));
}

function stageNamed(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.find((stage) => stage.name === name.toLowerCase()) ?? stages[Number(name)];
}

function userOfStage(stages: readonly Stage[], stage: Stage): ImageUser {
  if (stage.user !== undefined) return parseUser(stage.user);
  const base = stages.slice(0, stage.index).find(({ name }) => name === stage.base.toLowerCase());
  return base === undefined ? { type: "unknown" } : userOfStage(stages, base);
}

/** Reads `999`, `999:999` or `app`. A variable's value is only known to the build. */
export function parseUser(text: string): ImageUser {
  if (text.includes("$")) return { type: "unknown" };
  const [user = "", group] = text.split(":");
  if (user === "root") return { type: "number", user: { uid: 0, gid: 0 } };
  if (!/^\d+$/.test(user) || (group !== undefined && !/^\d+$/.test(group)))
    return { type: "name", name: text };
  return {
    type: "number",
    user: { uid: Number(user), gid: group === undefined ? undefined : Number(group) },
  };
}
