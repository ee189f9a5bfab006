import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform/index.ts";
import { volumeLabels, type Identity } from "./labels.ts";
import { CONFIGURATION_FOLDER } from "./nginx/container.ts";
import type { MuelleProvider } from "../plugin/index.ts";
import type { Listener, RoutedService } from "./nginx/routes.ts";
import { renderConfiguration } from "./nginx/render-configuration.ts";
import { NginxConfiguration } from "./nginx-configuration.ts";
import type { Prober } from "./prober.ts";
import { translateLoadBalancer } from "./translate/load-balancer.ts";
import { transformedContainer } from "./translate/transformed-container.ts";
import type { DockerTransforms } from "./transforms.ts";

/** What the load balancer holds and where it sends it. */
export interface LoadBalancerArgs {
  readonly identity: Identity;
  /** Whether the engine can limit swap. */
  readonly limitsSwap: boolean;
  /** Name of the service that its container, volume and network alias carry. */
  readonly part: string;
  /** Reference of nginx's image. */
  readonly image: pulumi.Input<string>;
  /** Address on the host that its ports are bound to. */
  readonly address: string;
  /** Port on the host for all routes; without routes it is used inside the container alone, for its health. */
  readonly port: number;
  /** The routes that it serves. */
  readonly routes: readonly RoutedService[];
  /** The published ports that it holds. */
  readonly listeners: readonly Listener[];
  /** Names of the engine's networks on which the routed services are. */
  readonly networks: readonly pulumi.Input<string>[];
  /** Addresses (`name:port`) of each upstream's servers by the upstream's name. */
  readonly servers: Readonly<Record<string, readonly pulumi.Input<string>[]>>;
  /** Resources that are there only when every server is ready; nginx learns of the servers after them. */
  readonly ready: readonly pulumi.Resource[];
  readonly prober: Prober;
  /** What writes nginx's configuration. */
  readonly provider: MuelleProvider;
  /** Changes of what is created. @default - none */
  readonly transform?: DockerTransforms | undefined;
}

/** nginx, a holder of published ports. An update of services reloads it and never replaces it. */
export class LoadBalancer extends pulumi.ComponentResource {
  /** Where the routes are served. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:docker:LoadBalancer", name, {}, opts);
    const volume = this.#createVolume(`${name}-configuration-volume`, args);
    const container = this.#createContainer(`${name}-container`, args, volume);
    const configuration = this.#createConfiguration(`${name}-configuration`, args, container);
    this.url = configuration.id.apply(() => `http://${args.address}:${args.port}`);
    this.registerOutputs({ url: this.url });
  }

  #createVolume(name: string, { identity, part, transform }: LoadBalancerArgs): docker.Volume {
    const args = { labels: volumeLabels(identity, `${part}-configuration`, part) };
    return new docker.Volume(name, transformed(transform?.volume, args, { name }), { parent: this });
  }

  #createContainer(name: string, args: LoadBalancerArgs, volume: docker.Volume): docker.Container {
    const container = translateLoadBalancer({
      identity: args.identity,
      limitsSwap: args.limitsSwap,
      service: args.part,
      address: args.address,
      port: args.port,
      routed: args.routes.length > 0,
      listeners: args.listeners,
      image: args.image,
      networks: args.networks,
      volumes: [{ volumeName: volume.name, containerPath: CONFIGURATION_FOLDER }],
      prober: args.prober.volume,
    });
    return new docker.Container(
      name,
      transformedContainer(args.transform?.loadBalancer, container, { name }),
      // It holds ports of the host, which no second container can have at the same time.
      { parent: this, deleteBeforeReplace: true, dependsOn: [args.prober.filled] },
    );
  }

  #createConfiguration(
    name: string,
    { port, routes, listeners, servers, ready, provider, transform }: LoadBalancerArgs,
    container: docker.Container,
  ): NginxConfiguration {
    const configuration = {
      container: container.id,
      configuration: renderConfiguration({ port, routes, listeners }),
      servers: Object.fromEntries(
        Object.entries(servers).map(([upstream, addresses]) => [upstream, [...addresses]]),
      ),
      port,
    };
    return new NginxConfiguration(name, transformed(transform?.nginxConfiguration, configuration, { name }), {
      parent: this,
      dependsOn: [...ready],
      provider,
    });
  }
}
