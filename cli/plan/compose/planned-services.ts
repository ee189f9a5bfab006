import { relative } from "node:path";
import type { RecordedResource } from "../../../components/testing/recording.ts";
import { plannedBuilds } from "./builds.ts";
import { conditionsOf } from "./conditions.ts";
import { type PlannedContainer, plannedContainers } from "./container.ts";
import { holdsFiles, type PlannedFiles, plannedFiles } from "./files.ts";
import { loadBalancerFiles, plannedLoadBalancers, servicesApart } from "./load-balancers.ts";
import { engineNames } from "./networks-and-volumes.ts";
import { composeService } from "./service.ts";

/** Folders, as absolute paths. */
export interface ComposePlaces {
  /** The one that the resources' paths are relative to. */
  readonly program: string;
  /** The compose file's. */
  readonly folder: string;
}

/** A service of the compose file, and what it needs beside it. */
export interface PlannedService {
  readonly name: string;
  readonly service: object;
  /** Names of the secrets that it uses. */
  readonly secrets: readonly string[];
  readonly configs: PlannedFiles["configs"];
  /** Further files by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The services of the compose file, replicas together. */
export function plannedServices(
  resources: readonly RecordedResource[],
  { program, folder }: ComposePlaces,
): readonly PlannedService[] {
  const all = plannedContainers(resources);
  const loadBalancers = plannedLoadBalancers(resources, all);
  const apart = servicesApart(loadBalancers, all);
  const containers = all.filter((container) => !holdsFiles(container, all));
  const serviceNames = new Map(containers.map((container) => [container.name, nameOf(container, apart)]));
  const builds = plannedBuilds(resources, program, folder);
  const names = engineNames(resources);

  const planned = (name: string, replicas: readonly PlannedContainer[]): PlannedService[] => {
    const [container] = replicas;
    if (container === undefined) return [];
    const { secrets, configs } = plannedFiles(container, all);
    const nginx = loadBalancers.filter(({ service }) => service === container.service);
    const served = nginx.map((loadBalancer) => loadBalancerFiles(loadBalancer, serviceNames));
    const build = builds.find(({ tag }) => tag === container.inputs.image);
    const service = composeService(container.inputs, {
      build: build?.build,
      names,
      secrets,
      configs: configs.map(({ source, target }) => ({ source, target })),
      mounts: served.map(({ mount }) => mount),
      conditions: conditionsOf(
        [...replicas, ...nginx].flatMap(({ dependsOn }) => dependsOn),
        resources,
        containers.filter((other) => other.service !== container.service),
        serviceNames,
      ),
      replicas: replicas.length,
      hostPath: (path) => relativeWithin(program, path, folder),
    });
    return [
      {
        name,
        service,
        secrets: [...secrets.map(({ source }) => source), ...(build?.secrets ?? [])],
        configs,
        files: Object.fromEntries(served.flatMap(({ files: each }) => Object.entries(each))),
      },
    ];
  };
  const groups = Map.groupBy(containers, ({ name }) => serviceNames.get(name) ?? name);
  return [...groups].flatMap(([name, replicas]) => planned(name, replicas));
}

/** Relative where it is part of the project, which may be elsewhere on another machine. */
function relativeWithin(program: string, path: string, folder: string): string {
  return relative(program, path).startsWith("..") ? path : relative(folder, path);
}

/** Replicas are one service of the compose file, except where each of them has a port of its own. */
function nameOf({ service, number }: PlannedContainer, apart: ReadonlySet<string>): string {
  return apart.has(service) ? `${service}-${number}` : service;
}
