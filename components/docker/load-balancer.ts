import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { volumeLabels, type Identity } from "./labels.ts";
import { CONFIGURATION_FOLDER } from "./nginx/container.ts";
import type { MuelleProvider } from "./muelle-provider.ts";
import type { Listener, RoutedService } from "./nginx/routes.ts";
import { renderConfiguration } from "./nginx/render-configuration.ts";
import { NginxConfiguration } from "./nginx-configuration.ts";
import type { Prober } from "./prober.ts";
import { translateLoadBalancer } from "./translate/load-balancer.ts";

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
}

/** nginx, a holder of published ports. An update of services reloads it and never replaces it. */
export class LoadBalancer extends pulumi.ComponentResource {
  /** Where the routes are served. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:docker:LoadBalancer", name, {}, opts);
    const volume = new docker.Volume(
      `${name}-configuration-volume`,
      { labels: volumeLabels(args.identity, `${args.part}-configuration`, args.part) },
      { parent: this },
    );
    const container = new docker.Container(
      `${name}-container`,
      translateLoadBalancer({
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
      }),
      // It holds ports of the host, which no second container can have at the same time.
      { parent: this, deleteBeforeReplace: true, dependsOn: [args.prober.filled] },
    );
    const configuration = new NginxConfiguration(
      `${name}-configuration`,
      {
        container: container.id,
        configuration: renderConfiguration({
          port: args.port,
          routes: args.routes,
          listeners: args.listeners,
        }),
        servers: Object.fromEntries(
          Object.entries(args.servers).map(([upstream, addresses]) => [upstream, [...addresses]]),
        ),
        port: args.port,
      },
      { parent: this, dependsOn: [...args.ready], provider: args.provider },
    );
    this.url = configuration.id.apply(() => `http://${args.address}:${args.port}`);
    this.registerOutputs({ url: this.url });
  }
}
