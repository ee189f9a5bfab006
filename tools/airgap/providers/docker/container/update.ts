import type { Context, Properties, TypedUpdate } from "../../kit/index.ts";
import { tried, type Engine } from "../engine/connect.ts";
import type { fields } from "./fields.ts";
import { restartPolicy, updatableResources } from "./host-config.ts";
import { outputsOf } from "./outputs.ts";

/** The fields that the engine can change on a container that exists. */
const UPDATABLE = [
  "restart",
  "maxRetryCount",
  "cpuShares",
  "cpuSet",
  "memory",
  "memoryReservation",
  "memorySwap",
];

/**
 * Changes in place what the real provider changes in place. Everything else that leads to an update goes to the
 * state only; health is not waited for again.
 */
export async function updateContainer(
  { id, news, given, changed }: TypedUpdate<typeof fields>,
  { connection: { docker } }: Context<Engine>,
): Promise<Properties> {
  const container = docker.getContainer(id);
  if (changed.has("mustRun") && news.mustRun && news.start) {
    await container.start().catch(tried(`starting the container ${news.name} again`));
  }
  if (UPDATABLE.some((name) => changed.has(name))) {
    await container
      .update({ ...updatableResources(news), RestartPolicy: restartPolicy(news) })
      .catch(tried(`updating the container ${news.name}`));
  }
  const info = await container.inspect().catch(tried(`reading the container ${news.name}`));
  return outputsOf(given, info);
}
