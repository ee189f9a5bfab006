import type { Container } from "dockerode";
import {
  ResourceInitFailed,
  messageOf,
  type Context,
  type CreateResult,
  type Properties,
} from "../../kit/index.ts";
import { ifFound, tried, type Engine } from "../engine/connect.ts";
import { findOrPull } from "../engine/pull.ts";
import { copyUploads } from "./copy-uploads.ts";
import type { ContainerInputs } from "./fields.ts";
import { losesStartInterval } from "./health-config.ts";
import { endpoint, joinedAfterwards } from "./networks.ts";
import { outputsOf } from "./outputs.ts";
import { translate } from "./translate.ts";
import { waitForExit } from "./wait-for-exit.ts";
import { waitHealthy } from "./wait-healthy.ts";

type ContainerContext = Context<Engine>;

/**
 * Creates the container and starts it. What fails once it exists is a `ResourceInitFailed`: the container is left
 * as it is and stays in the state, as with the real provider.
 */
export async function createContainer(
  inputs: ContainerInputs,
  context: ContainerContext,
  given: Properties,
): Promise<CreateResult> {
  const { connection, log, signal } = context;
  if (losesStartInterval(inputs, connection.apiMinor)) {
    log.debug(`${inputs.name}: the engine is too old for healthcheck.startInterval, which is left out`);
  }
  await findOrPull(connection, inputs.image, undefined, log, signal);
  const container = await connection.docker
    .createContainer(translate(inputs, connection.apiMinor))
    .catch(tried(`creating the container ${inputs.name}`));
  try {
    const logs = await bringUp(container, inputs, context);
    const info = await container.inspect();
    return { id: container.id, outputs: { ...outputsOf(given, info), containerLogs: logs } };
  } catch (error) {
    const info = await container.inspect().catch(ifFound);
    const outputs = info === undefined ? given : outputsOf(given, info);
    // What the program asked for, not what came of it: the real provider writes its state so after a failure.
    throw new ResourceInitFailed(container.id, { ...outputs, mustRun: inputs.mustRun }, messageOf(error));
  }
}

/** Everything between created and ready. Returns the logs, where they were asked for. */
async function bringUp(
  container: Container,
  inputs: ContainerInputs,
  { connection, log, signal }: ContainerContext,
): Promise<string> {
  for (const network of joinedAfterwards(inputs)) {
    await connection.docker
      .getNetwork(network.name)
      .connect({ Container: container.id, EndpointConfig: endpoint(network) })
      .catch(tried(`connecting the container ${inputs.name} to the network ${network.name}`));
  }
  await copyUploads(container, inputs);
  if (!inputs.start) return "";
  await container.start().catch(tried(`starting the container ${inputs.name}`));
  if (inputs.wait) {
    log.status("waiting until it is healthy");
    await waitHealthy(connection, container, inputs.waitTimeout, signal);
  }
  return inputs.attach ? waitForExit(container, inputs, signal) : "";
}
