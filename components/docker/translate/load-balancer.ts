import type { ContainerArgs, types } from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { containerLabels, type Identity } from "../labels.ts";
import { NGINX_COMMAND, NGINX_USER } from "../nginx/container.ts";
import { HEALTH_PATH } from "../nginx/render-configuration.ts";
import type { Listener } from "../nginx/routes.ts";
import { withConfigHash } from "./config-hash.ts";
import { goDuration } from "./go-duration.ts";
import { healthCommand, PROBER_MOUNT } from "./healthcheck.ts";
import { translateResources } from "./resources.ts";

/** What the load balancer's container is made from. */
export interface LoadBalancerBindings {
  readonly identity: Identity;
  /** Whether the engine can limit swap. */
  readonly limitsSwap: boolean;
  readonly service: string;
  readonly address: string;
  readonly port: number;
  /** Whether it serves routes, and so publishes the port for them. */
  readonly routed: boolean;
  readonly listeners: readonly Listener[];
  readonly image: pulumi.Input<string>;
  readonly networks: readonly pulumi.Input<string>[];
  readonly volumes: readonly types.input.ContainerVolume[];
  /** Name of the prober's volume. */
  readonly prober: pulumi.Input<string>;
}

/** Time that nginx gets to finish the requests that it holds, in seconds. */
const STOP_GRACE = 30;

/** What nginx may use: memory alone is limited, since a processor that is held back holds every service back. */
const RESOURCES = {
  limits: { cpus: Infinity, memory: 256 * 1024 ** 2 },
  reservations: { memory: 0 },
} as const;

/** The load balancer's container: nginx without root, on a read-only root file system. */
export function translateLoadBalancer(bindings: LoadBalancerBindings): ContainerArgs {
  return withConfigHash(
    {
      image: bindings.image,
      entrypoints: [...NGINX_COMMAND],
      user: NGINX_USER,
      init: true,
      restart: "unless-stopped",
      mustRun: true,
      networkMode: "bridge",
      networksAdvanced: bindings.networks.map((name) => ({ name, aliases: [bindings.service] })),
      ports: publishedPorts(bindings),
      volumes: [
        ...bindings.volumes,
        { volumeName: bindings.prober, containerPath: PROBER_MOUNT, readOnly: true },
      ],
      tmpfs: { "/tmp": "mode=1777" },
      readOnly: true,
      capabilities: { adds: [], drops: ["ALL"] },
      securityOpts: ["no-new-privileges:true"],
      ...translateResources({ ...RESOURCES, limitsSwap: bindings.limitsSwap }),
      logDriver: "json-file",
      logOpts: { "max-size": "10m", "max-file": "3" },
      healthcheck: {
        tests: healthCommand({ type: "http", port: bindings.port, path: HEALTH_PATH }, 2),
        interval: goDuration(30_000),
        timeout: goDuration(3000),
        retries: 3,
        startPeriod: goDuration(30_000),
        startInterval: goDuration(500),
      },
      // nginx finishes its requests on SIGQUIT and drops them on SIGTERM.
      stopSignal: "SIGQUIT",
      stopTimeout: STOP_GRACE,
      destroyGraceSeconds: STOP_GRACE,
    },
    (hash) => containerLabels(bindings.identity, bindings.service, 1, hash),
  );
}

/** In the order in which the engine lists them: in any other, a refresh would find a difference. */
function publishedPorts({
  address,
  port,
  routed,
  listeners,
}: LoadBalancerBindings): types.input.ContainerPort[] {
  const ports = [
    ...(routed ? [{ internal: port, external: port, ip: address, protocol: "tcp" }] : []),
    ...listeners.map(({ published, hostIp, protocol }) => ({
      internal: published,
      external: published,
      ip: hostIp ?? address,
      protocol,
    })),
  ];
  return ports.sort((a, b) => a.internal - b.internal || a.protocol.localeCompare(b.protocol));
}
