import type { Context } from "../../kit/index.ts";
import { ifFound, reasonOf, statusOf, tried, type Engine } from "../engine/connect.ts";
import type { ContainerInputs } from "./fields.ts";

/** The engine's answers for a container that stops already, or is gone. */
const NOT_MODIFIED = 304;

/** Stops the container, killing it after the grace period (at once where there is none), and removes it. */
export async function deleteContainer(
  id: string,
  inputs: ContainerInputs,
  { connection: { docker } }: Context<Engine>,
): Promise<void> {
  const container = docker.getContainer(id);
  const grace = Math.max(0, inputs.destroyGraceSeconds ?? 0);
  // Without a grace period the removal itself kills.
  if (grace > 0 && !inputs.attach) {
    await container
      .stop({ t: grace })
      .catch((error: unknown) => {
        if (statusOf(error) !== NOT_MODIFIED) throw error;
      })
      .catch(ifFound)
      .catch(tried(`stopping the container ${inputs.name}`));
  }
  await container
    .remove({ force: true, v: inputs.removeVolumes })
    .catch(async (error: unknown) => {
      if (!reasonOf(error).includes("is already in progress")) throw error;
      await container.wait({ condition: "removed" });
    })
    .catch(ifFound)
    .catch(tried(`removing the container ${inputs.name}`));
}
