import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import type { FidelityNote } from "../../components/index.ts";
import { outputs } from "./outputs.ts";
import { type RecordedResource, startRecording } from "../../components/testing/recording.ts";
import type { StackConfiguration } from "./stack-configuration.ts";

/** Where an application can run. */
export const PLATFORMS = ["docker", "kubernetes"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A stack on one platform, as an update would create it. */
export interface RenderedStack {
  readonly platform: Platform;
  /** Everything that would be there, by name. */
  readonly resources: readonly RecordedResource[];
  /** What the platform does not carry out to the letter. */
  readonly notes: readonly FidelityNote[];
}

/** A registry where none is set: a plan needs no real one. */
const NO_REGISTRY = "registry.example";

const PROGRAM = pathToFileURL(join(import.meta.dirname, "..", "..", "stacks", "index.ts")).href;

/** Runs of the program so far. */
let runs = 0;

/**
 * Runs the stack's own program for a platform, with nobody behind it: what a plan shows is what `pulumi up` asks for.
 * @throws {MuelleError} as the program does
 */
export async function renderStack(
  stack: string,
  platform: Platform,
  configuration: StackConfiguration,
): Promise<RenderedStack> {
  const recording = await startRecording({ stack, outputs });
  pulumi.runtime.setAllConfig({
    ...configuration,
    "muelle:platform": platform,
    "muelle:registry": registryOf(platform, configuration),
  });
  await runProgram();
  return { platform, resources: await recording.resources(), notes: await recording.notes() };
}

/** Node runs a module once for each address, so that each run has one of its own. What it imports is shared. */
async function runProgram(): Promise<void> {
  runs += 1;
  await import(`${PROGRAM}?run=${runs}`);
}

function registryOf(platform: Platform, configuration: StackConfiguration): string {
  const given = configuration["muelle:registry"] ?? "";
  // On Docker, images stay on the engine unless a registry is set.
  return given === "" && platform === "kubernetes" ? NO_REGISTRY : given;
}
