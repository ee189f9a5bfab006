import type { ContainerCreateOptions } from "dockerode";
import { labelMap } from "../label.ts";
import type { ContainerInputs } from "./fields.ts";
import { healthConfig } from "./health-config.ts";
import { hostConfig } from "./host-config.ts";
import { endpoint, joinsAtCreation } from "./networks.ts";
import { exposedPorts } from "./ports.ts";
import { volumePaths } from "./volumes.ts";

/** What the engine is asked for. Pure: the same inputs give the same request. */
export function translate(inputs: ContainerInputs, apiMinor: number): ContainerCreateOptions {
  const { healthcheck } = inputs;
  const [first] = joinsAtCreation(inputs) ? (inputs.networksAdvanced ?? []) : [];
  return {
    name: inputs.name,
    Image: inputs.image,
    Tty: inputs.tty,
    OpenStdin: inputs.stdinOpen,
    Env: [...(inputs.envs ?? [])],
    Labels: labelMap(inputs.labels),
    ExposedPorts: exposedPorts(inputs.ports ?? []),
    Volumes: volumePaths(inputs.volumes ?? []),
    ...present("Hostname", inputs.hostname),
    ...present("Domainname", inputs.domainname),
    ...present("User", inputs.user),
    ...present("Cmd", copied(inputs.command)),
    ...present("Entrypoint", copied(inputs.entrypoints)),
    ...present("WorkingDir", inputs.workingDir),
    ...present("StopSignal", inputs.stopSignal),
    ...present("StopTimeout", inputs.stopTimeout),
    ...present("Healthcheck", healthcheck && healthConfig(healthcheck, apiMinor)),
    HostConfig: hostConfig(inputs),
    ...(first === undefined
      ? {}
      : { NetworkingConfig: { EndpointsConfig: { [first.name]: endpoint(first) } } }),
  };
}

function copied(items: readonly string[] | undefined): string[] | undefined {
  return items && [...items];
}

function present<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
