import type { ContainerCreateOptions, ContainerInspectInfo } from "dockerode";

/** What a one-off container is made for. */
export interface OneOff {
  readonly command: readonly string[];
  /** Whether a person types into it. */
  readonly tty: boolean;
  /** @default - as wide as the program takes it to be */
  readonly size?: { readonly rows: number; readonly columns: number };
}

/**
 * A container for a one-off command, made like one of the service's: image, environment, networks, volumes and limits
 * are the same. It publishes no port, has no health check, does not answer to the service's name, and goes away with
 * the command.
 */
export function oneOffContainer(
  { Config, HostConfig, NetworkSettings, Image }: ContainerInspectInfo,
  { command, tty, size }: OneOff,
): ContainerCreateOptions {
  const networks = Object.keys(NetworkSettings.Networks);
  const labels = Object.entries(Config.Labels).filter(([label]) => label !== "muelle.config-hash");
  return {
    Image,
    Cmd: [...command],
    Entrypoint: Config.Entrypoint,
    Env: Config.Env,
    WorkingDir: Config.WorkingDir,
    User: Config.User,
    Labels: {
      ...Object.fromEntries(labels),
      "com.docker.compose.oneoff": "True",
    },
    Healthcheck: { Test: ["NONE"] },
    Tty: tty,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      ...HostConfig,
      PortBindings: {},
      RestartPolicy: { Name: "no" },
      AutoRemove: true,
      NetworkMode: networks[0] ?? "none",
      ...(size === undefined ? {} : { ConsoleSize: [size.rows, size.columns] }),
    },
    NetworkingConfig: { EndpointsConfig: Object.fromEntries(networks.map((network) => [network, {}])) },
  };
}
