import { type FidelityNote, MuelleError } from "../../components/index.ts";
import { checkPolicies, type PolicyResult } from "../../policies/index.ts";
import type { RecordedResource } from "../../components/testing/recording.ts";
import { type Platform, renderStack } from "./render-stack.ts";
import type { StackConfiguration } from "./stack-configuration.ts";

/** What an application would be on both platforms. */
export interface Plan {
  readonly application: string;
  readonly stack: string;
  /** The platform that the stack runs on. */
  readonly platform: Platform;
  readonly docker: PlannedPlatform;
  readonly kubernetes: PlannedPlatform;
}

/** What an application would be on one platform. */
export interface PlannedPlatform {
  /** Everything that would be there; nothing where the application cannot run there. */
  readonly resources: readonly RecordedResource[];
  /** What the platform does not carry out to the letter. */
  readonly notes: readonly FidelityNote[];
  readonly policies: PolicyResult;
  /** Why the application cannot run there. @default - it can */
  readonly refusal?: string;
}

/**
 * Plans a stack for both platforms.
 * @throws {MuelleError} where the stack's own platform refuses the application
 */
export async function makePlan(stack: string, configuration: StackConfiguration): Promise<Plan> {
  const own = configuration["muelle:platform"] === "kubernetes" ? "kubernetes" : "docker";
  // One after the other: Pulumi knows one program at a time.
  const docker = await planPlatform(stack, "docker", own, configuration);
  const kubernetes = await planPlatform(stack, "kubernetes", own, configuration);
  return { application: configuration["muelle:application"] ?? "", stack, platform: own, docker, kubernetes };
}

async function planPlatform(
  stack: string,
  platform: Platform,
  own: Platform,
  configuration: StackConfiguration,
): Promise<PlannedPlatform> {
  try {
    const { resources, notes } = await renderStack(stack, platform, configuration);
    const seen = resources.map(({ type, name, inputs }) => ({ urn: name, type, name, props: inputs }));
    return { resources, notes, policies: checkPolicies(seen) };
  } catch (error) {
    if (platform === own || !(error instanceof MuelleError)) throw error;
    const nothing = { resources: [], notes: [], policies: { violations: [], excepted: [] } };
    return { ...nothing, refusal: error.message };
  }
}
