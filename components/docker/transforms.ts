import type * as docker from "@pulumi/docker";
import type { ImageArgs } from "@pulumi/docker-build";
import type { Transform } from "../transform/index.ts";
import type { NginxConfigurationArgs } from "./nginx-configuration.ts";
import type { ReadinessArgs } from "./readiness.ts";

/**
 * Changes of what a `DockerStack` creates, one function for each kind of child. Each gets the arguments that Muelle
 * would create the child with and returns those that it is created with. Labels that begin with `muelle.` are how
 * Muelle finds its containers, networks and volumes again.
 * @example
 * const transform: DockerTransforms = {
 *   container: (args, { service }) => (service?.name === "worker" ? { ...args, shmSize: 256 } : args),
 *   network: (args) => ({ ...args, driver: "overlay", attachable: true }),
 * };
 */
export interface DockerTransforms {
  /**
   * A replica of a service: devices, ulimits, `shmSize`, DNS servers, further labels. A replica with a `name` or
   * `ports` of its own cannot stand beside its successor: the service then needs `deploy.updateConfig.order:
   * "stop-first"`, and requests fail in each of its updates. @default - none
   */
  readonly container?: Transform<docker.ContainerArgs>;
  /**
   * The container of nginx: further published ports, mounts for certificates, limits. Each change replaces it, and
   * nothing is served while it does. @default - none
   */
  readonly loadBalancer?: Transform<docker.ContainerArgs>;
  /** The container that only holds secrets and configs of a service with `readOnly`. @default - none */
  readonly filesContainer?: Transform<docker.ContainerArgs>;
  /** The container that fills the volume of the program for HTTP health checks. @default - none */
  readonly proberContainer?: Transform<docker.ContainerArgs>;
  /** A network: driver, addresses, options. A change replaces it, and with it every container on it. @default - none */
  readonly network?: Transform<docker.NetworkArgs>;
  /**
   * A named volume of the application, nginx's configuration or the program for health checks: driver, options, name.
   * A change replaces the volume: the old one stays with what it holds, and the new one begins empty. @default - none
   */
  readonly volume?: Transform<docker.VolumeArgs>;
  /** An image that is pulled: its platform, when it is pulled anew. @default - none */
  readonly remoteImage?: Transform<docker.RemoteImageArgs>;
  /**
   * An image that is built: build options that `build` has no field for, such as `ssh`, `addHosts` or `network`. The tag
   * comes from `build`, without what is changed here: leave `tags` as they are, and say what is in the image in
   * `build`. @default - none
   */
  readonly image?: Transform<ImageArgs>;
  /**
   * What nginx does: `configuration` is the text of its main file. The changed text is tested with `nginx -t` too,
   * before it is in force; text that nginx refuses fails the update, and the old one stays. @default - none
   */
  readonly nginxConfiguration?: Transform<NginxConfigurationArgs>;
  /** The wait until the replicas of a service are ready: `timeout`, `interval`, `monitor`. @default - none */
  readonly readiness?: Transform<ReadinessArgs>;
}
