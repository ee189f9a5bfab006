import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { bound } from "../application/bound.ts";
import type { ApplicationModel, Service, Volume } from "../application/index.ts";
import { transformed } from "../transform/index.ts";
import { isKept } from "../volumes/index.ts";
import { type Balanced, balancedOf, balancedServices, serversOf } from "./balanced.ts";
import { DockerService } from "./docker-service.ts";
import { ASSUMED_ENGINE } from "./engine-facts.ts";
import { Images } from "./images.ts";
import { type Identity, networkLabels } from "./labels.ts";
import { LoadBalancer, type LoadBalancerArgs } from "./load-balancer.ts";
import { MuelleProvider } from "../plugin/index.ts";
import { NGINX_IMAGE } from "./nginx/container.ts";
import { Prober } from "./prober.ts";
import { needsFilesContainer } from "./translate/files.ts";
import { needsProber } from "./translate/healthcheck.ts";
import type { DockerTransforms } from "./transforms.ts";
import { createVolume, keepVolumes } from "./volumes/create-volume.ts";
import type { FoundVolume } from "./volumes/existing-volume.ts";

/** An application on the Docker Engine. */
export interface DockerStackArgs {
  /** The normalised application. */
  readonly application: ApplicationModel;
  /** Name of the stack, for labels. */
  readonly stack: string;
  /** Port on the host for all routes. */
  readonly port: number;
  /** Address on the host that ports are bound to. @default "127.0.0.1" */
  readonly address?: string;
  /** Values of the application's secrets by name. They are marked as secret here. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Registry that built images are pushed to. @default - none: they stay on the engine */
  readonly registry?: string;
  /** Whether the engine can limit swap, as it says in `docker info`. @default true */
  readonly limitsSwap?: boolean;
  /** What of the application's volumes is there already, by their names. @default - nothing, as far as is known */
  readonly foundVolumes?: Readonly<Record<string, FoundVolume>>;
  /** Whether volumes are deleted with the stack. @default false */
  readonly deleteVolumes?: boolean;
  /** Changes of what is created, by its kind. @default - none */
  readonly transform?: DockerTransforms | undefined;
}

/** What a stack tells of one of its services. */
export interface DockerServiceOutput {
  readonly replicas: number;
  readonly image: pulumi.Output<string>;
  readonly containers: readonly pulumi.Output<string>[];
}

/**
 * Networks, volumes, images, services in the order of their dependencies, and the load balancer.
 * @example
 * const shop = new DockerStack("shop", { application, stack: "dev", port: 8080, secrets: {} });
 * export const url = shop.url;
 */
export class DockerStack extends pulumi.ComponentResource {
  /** Where the routes are served; undefined where nothing is routed. */
  readonly url: pulumi.Output<string> | undefined;
  /** The services by name. */
  readonly services: Readonly<Record<string, DockerServiceOutput>>;
  /** References of the images by service. */
  readonly images: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #name: string;
  readonly #args: DockerStackArgs;
  readonly #identity: Identity;
  readonly #limitsSwap: boolean;
  readonly #transform: DockerTransforms;

  constructor(name: string, args: DockerStackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:docker:DockerStack", name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#identity = { application: args.application.name, stack: args.stack };
    this.#limitsSwap = args.limitsSwap ?? ASSUMED_ENGINE.limitsSwap;
    this.#transform = args.transform ?? {};

    const networks = this.#createNetworks();
    const volumes = this.#createVolumes();
    const images = this.#createImages();
    const prober = this.#createProber();
    const provider = this.#createProvider(prober);
    keepVolumes(`${name}-kept-volumes`, this.#kept(volumes), { parent: this, provider });
    const services = this.#createServices(networks, volumes, images, prober, provider);
    const parts = this.#prepareLoadBalancers(prober, provider);
    const { entry, ports } = balancedOf(args.application);
    this.#createLoadBalancer(ports, networks, services, parts);
    const loadBalancer = this.#createLoadBalancer(entry, networks, services, parts);

    this.url = loadBalancer?.url;
    this.images = images.references;
    this.services = describeServices(args.application, images, services);
    this.registerOutputs({ url: this.url, services: this.services });
  }

  #createNetworks(): Record<string, pulumi.Output<string>> {
    const create = (network: ApplicationModel["networks"][number]): docker.Network => {
      const name = `${this.#name}-${network.name}-network`;
      const args = { internal: network.internal, labels: networkLabels(this.#identity, network.name) };
      return new docker.Network(name, transformed(this.#transform.network, args, { name }), { parent: this });
    };
    return Object.fromEntries(
      this.#args.application.networks.map((network) => [
        network.name,
        network.external === undefined ? create(network).name : pulumi.output(network.external),
      ]),
    );
  }

  #createVolumes(): Record<string, pulumi.Output<string>> {
    const { application, foundVolumes = {}, deleteVolumes } = this.#args;
    const create = (volume: Volume): docker.Volume =>
      createVolume({
        stack: this.#name,
        volume,
        identity: this.#identity,
        found: foundVolumes[volume.name],
        isKept: isKept(volume, deleteVolumes),
        transform: this.#transform.volume,
        parent: this,
      });
    return Object.fromEntries(
      application.volumes.map((volume) => [
        volume.name,
        volume.external === undefined ? create(volume).name : pulumi.output(volume.external),
      ]),
    );
  }

  #kept(names: Readonly<Record<string, pulumi.Output<string>>>): readonly pulumi.Output<string>[] {
    const { application, deleteVolumes } = this.#args;
    return application.volumes
      .filter((volume) => isKept(volume, deleteVolumes))
      .map(({ name }) => bound(names, name, "volume"));
  }

  #createImages(): Images {
    const { application, secrets, registry } = this.#args;
    return new Images(
      `${this.#name}-images`,
      { application, secrets, registry, transforms: this.#transform },
      { parent: this },
    );
  }

  #createProber(): Prober | undefined {
    const { services } = this.#args.application;
    const needed = services.some(
      (service) => isBalanced([service]) || needsProber(service) || needsFilesContainer(service),
    );
    if (!needed) return undefined;
    return new Prober(
      `${this.#name}-prober`,
      { identity: this.#identity, transform: this.#transform },
      { parent: this },
    );
  }

  /** Pulumi does nothing else while a plugin starts; this one is not wanted before the first containers run. */
  #createProvider(prober: Prober | undefined): MuelleProvider {
    const after = prober === undefined ? {} : { dependsOn: [prober.filled] };
    return new MuelleProvider(`${this.#name}-provider`, { parent: this, ...after });
  }

  #createServices(
    networks: Readonly<Record<string, pulumi.Output<string>>>,
    volumes: Readonly<Record<string, pulumi.Output<string>>>,
    images: Images,
    prober: Prober | undefined,
    provider: MuelleProvider,
  ): Map<string, DockerService> {
    const { application, secrets } = this.#args;
    const created = new Map<string, DockerService>();
    const shared = {
      identity: this.#identity,
      limitsSwap: this.#limitsSwap,
      networks,
      volumes,
      prober: prober?.volume,
      secrets: Object.fromEntries(
        Object.entries(secrets).map(([secret, value]) => [secret, pulumi.secret(value)]),
      ),
      configs: Object.fromEntries(application.configs.map(({ name, content }) => [name, content])),
    };
    for (const service of application.services) {
      const image = images.of(service.name);
      const probes = needsProber(service) && prober !== undefined ? [prober.filled] : [];
      const args = {
        service,
        bindings: { ...shared, image: image.reference },
        toolbox: prober?.image,
        after: [...image.after, ...probes, ...dependenciesOf(service, created)],
        provider,
        transform: this.#transform,
      };
      created.set(service.name, new DockerService(`${this.#name}-${service.name}`, args, { parent: this }));
    }
    return created;
  }

  /** The image of the load balancers, and what they are made with; undefined where nothing is routed or published. */
  #prepareLoadBalancers(prober: Prober | undefined, provider: MuelleProvider): LoadBalancerParts | undefined {
    if (prober === undefined || !isBalanced(this.#args.application.services)) return undefined;
    const name = `${this.#name}-load-balancer-image`;
    const image = new docker.RemoteImage(
      name,
      transformed(this.#transform.remoteImage, { name: NGINX_IMAGE, keepLocally: true }, { name }),
      { parent: this },
    );
    return { image: image.imageId, prober, provider, transform: this.#transform };
  }

  /** Undefined where there is nothing for it to spread. */
  #createLoadBalancer(
    balanced: Balanced,
    networks: Readonly<Record<string, pulumi.Output<string>>>,
    services: ReadonlyMap<string, DockerService>,
    parts: LoadBalancerParts | undefined,
  ): LoadBalancer | undefined {
    const { application, port, address = "127.0.0.1" } = this.#args;
    const reached = balancedServices(application, balanced);
    if (parts === undefined || reached.length === 0) return undefined;
    const shared = application.networks.filter(({ name }) =>
      reached.some((service) => service.networks.includes(name)),
    );
    return new LoadBalancer(
      `${this.#name}-${balanced.part}`,
      {
        ...balanced,
        ...parts,
        identity: this.#identity,
        limitsSwap: this.#limitsSwap,
        address,
        port,
        networks: shared.map(({ name }) => bound(networks, name, "network")),
        servers: serversOf(balanced, namesOf(services)),
        ready: reached.flatMap(({ name }) => services.get(name)?.ready ?? []),
      },
      { parent: this },
    );
  }
}

/** What all load balancers are made with. */
type LoadBalancerParts = Pick<LoadBalancerArgs, "image" | "prober" | "provider" | "transform">;

/** Whether anything is routed or published. */
function isBalanced(services: readonly Service[]): boolean {
  return services.some(({ route, ports }) => route !== undefined || ports.length > 0);
}

/** What has to be there before a service's containers: the containers of another service, or the wait for them. */
function dependenciesOf(
  service: Service,
  created: ReadonlyMap<string, DockerService>,
): readonly pulumi.Resource[] {
  return service.dependsOn.flatMap(({ service: name, condition }): readonly pulumi.Resource[] => {
    const dependency = created.get(name);
    if (dependency === undefined) return [];
    return condition === "service_started" ? dependency.containers : [dependency.ready];
  });
}

function namesOf(
  services: ReadonlyMap<string, DockerService>,
): Record<string, readonly pulumi.Output<string>[]> {
  return Object.fromEntries([...services].map(([name, service]) => [name, service.names]));
}

function describeServices(
  application: ApplicationModel,
  images: Images,
  services: ReadonlyMap<string, DockerService>,
): Record<string, DockerServiceOutput> {
  return Object.fromEntries(
    application.services.map(({ name, deploy }) => [
      name,
      {
        replicas: deploy.replicas,
        image: pulumi.output(images.of(name).reference),
        containers: services.get(name)?.names ?? [],
      },
    ]),
  );
}
