import Docker from "dockerode";
import { MuelleError } from "../../base/errors.ts";
import type { CommandContext } from "../context.ts";
import { localBackend } from "./environment.ts";
import { formerObjectFaults, lostVolumeFaults } from "./former-state.ts";
import { PROJECT } from "./prepare-stack.ts";
import { resourcesInState } from "./state-of-stack.ts";

/**
 * Looks at what a stack of this clone has before its program runs.
 * @throws {MuelleError} where the update would lose data that it does not mean to lose
 */
export async function checkState(
  { root }: CommandContext,
  stack: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (env["PULUMI_BACKEND_URL"] !== localBackend(root)) return;
  const resources = resourcesInState(root, PROJECT, stack);
  const present = await presentVolumes();
  const faults = [
    ...formerObjectFaults(stack, resources),
    ...(present === undefined ? [] : lostVolumeFaults(stack, resources, present)),
  ];
  if (faults.length > 0) throw new MuelleError("The stack cannot be updated; nothing was changed.", faults);
}

/** Undefined where no engine answers: the program says so itself, and nothing can be lost there. */
async function presentVolumes(): Promise<ReadonlySet<string> | undefined> {
  try {
    const { Volumes } = await new Docker().listVolumes();
    return new Set(Volumes.map(({ Name }) => Name));
  } catch {
    return undefined;
  }
}
