import { posix } from "node:path";
import * as v from "valibot";
import { configurationFiles, type Servers } from "../../../components/docker/nginx/configuration-files.ts";
import { CONFIGURATION_FOLDER } from "../../../components/docker/nginx/container.ts";
import type { RecordedResource } from "../../../components/testing/recording.ts";
import type { PlannedContainer } from "./container.ts";
import type { FolderMount } from "./service.ts";

const configurationInputs = v.object({
  container: v.string(),
  configuration: v.string(),
  servers: v.record(v.string(), v.array(v.string())),
});

/** An nginx and what it is told. */
export interface PlannedLoadBalancer {
  /** The service of its container. */
  readonly service: string;
  readonly configuration: string;
  /** Addresses (`container:port`) of each upstream's servers. */
  readonly servers: Servers;
  /** Names of the resources that must be there before it serves. */
  readonly dependsOn: readonly string[];
}

/** The load balancers among the resources. */
export function plannedLoadBalancers(
  resources: readonly RecordedResource[],
  containers: readonly PlannedContainer[],
): readonly PlannedLoadBalancer[] {
  return resources
    .filter(({ type }) => type === "muelle:docker:NginxConfiguration")
    .flatMap(({ inputs, options }) => {
      const { container, configuration, servers } = v.parse(configurationInputs, inputs);
      return containers
        .filter(({ name }) => container === `${name}-id`)
        .map(({ service }) => ({ service, configuration, servers, dependsOn: options.dependsOn }));
    });
}

/** Services of which some port belongs to one replica, so that each replica has to be reached by a name of its own. */
export function servicesApart(
  loadBalancers: readonly PlannedLoadBalancer[],
  containers: readonly PlannedContainer[],
): ReadonlySet<string> {
  const addresses = loadBalancers.flatMap(({ servers }) => Object.values(servers));
  const apart = addresses.flatMap((list) => {
    const reached = containers.filter(({ name }) => list.some((address) => address.startsWith(`${name}:`)));
    return reached
      .map(({ service }) => service)
      .filter((service) => containers.filter((each) => each.service === service).length > list.length);
  });
  return new Set(apart);
}

/**
 * The files of a load balancer's configuration by path, beside the compose file, and where they are mounted.
 *
 * @param composeName - name in the compose file of each container
 */
export function loadBalancerFiles(
  { service, configuration, servers }: PlannedLoadBalancer,
  composeName: ReadonlyMap<string, string>,
): { readonly files: Readonly<Record<string, string>>; readonly mount: FolderMount } {
  const renamed = Object.entries(servers).map(([upstream, addresses]) => {
    const known = addresses.map((address) => {
      const [name = "", port = ""] = address.split(":");
      return `${composeName.get(name) ?? name}:${port}`;
    });
    // One name for all replicas of a service: nginx asks the engine's DNS for their addresses.
    return [upstream, [...new Set(known)]] as const;
  });
  const { files } = configurationFiles(configuration, Object.fromEntries(renamed));
  return {
    files: Object.fromEntries(
      Object.entries(files).map(([path, content]) => [posix.join(service, path), content]),
    ),
    mount: {
      source: `./${service}`,
      target: posix.join(CONFIGURATION_FOLDER, "current"),
      instead: CONFIGURATION_FOLDER,
    },
  };
}
