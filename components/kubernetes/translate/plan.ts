import type { Input } from "@pulumi/pulumi";
import type { ApplicationModel, Service } from "../../application/index.ts";
import type { PodUser } from "../image-user.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import { startSeconds, watchTime } from "./probes.ts";

/** What a service becomes. */
export type WorkloadKind = "Deployment" | "StatefulSet" | "Job";

/** A service and what it has to know of the others. */
export interface WorkloadPlan {
  readonly identity: Identity;
  readonly service: Service;
  readonly kind: WorkloadKind;
  readonly settings: KubernetesSettings;
  /** Who it runs as; undefined: who the image says, who must not be root. */
  readonly user: PodUser | undefined;
  /** Volumes whose pods have to be on one node, since only one node can mount them. */
  readonly onOneNode: readonly string[];
  /** What has to answer before the service starts. Its pods see to that themselves, at every start. */
  readonly waitsFor: readonly Endpoint[];
  /** Seconds that those may take to answer, and those that they wait for in turn, one after the other. */
  readonly waitBudget: number;
  /** Services that may reach this one. */
  readonly clients: readonly string[];
  /** Services that this one may reach. */
  readonly servers: readonly Service[];
  /** Whether it may reach the world: it is on a network that is not internal. */
  readonly reachesOut: boolean;
}

/** Names of what a pod refers to; all of them come from resources. */
export interface WorkloadBindings {
  readonly namespace: Input<string>;
  readonly image: Input<string>;
  /** Name of the Secret with the service's secrets, mounted or in variables. @default - it has none */
  readonly secret?: Input<string>;
  /** Name of the ConfigMap with the service's configuration files. @default - it has none */
  readonly configMap?: Input<string>;
  /** What stands for each bind mount, by its source. */
  readonly folders: Readonly<Record<string, FolderBinding>>;
  /** Names of the claims by the application's names of the volumes. @default - the same names */
  readonly claims?: Readonly<Record<string, Input<string>>>;
}

/** A folder or file of the author's machine as a ConfigMap. */
export interface FolderBinding {
  readonly configMap: Input<string>;
  /** The one file, where the mount is a file. */
  readonly single: boolean;
  readonly items: readonly { readonly key: string; readonly path: string; readonly mode: number }[];
}

export interface Endpoint {
  readonly service: string;
  readonly port: number;
}

/** What a plan is made with beside the application. */
type PlanContext = Pick<WorkloadPlan, "identity" | "settings" | "user">;

/** Works out what a service becomes on the cluster. */
export function planWorkload(
  application: ApplicationModel,
  service: Service,
  context: PlanContext,
): WorkloadPlan {
  const byName = servicesByName(application);
  const dependencies = service.dependsOn.flatMap(({ service: name }) => byName.get(name) ?? []);
  const waitsFor = awaitedEndpoints(service, byName);
  return {
    ...context,
    service,
    kind: workloadKind(service),
    onOneNode: mountedVolumes(service).filter((volume) => isOnOneNode(application, volume, context.settings)),
    waitsFor,
    waitBudget: waitSeconds(application, service),
    clients: application.services
      .filter(({ dependsOn }) => dependsOn.some(({ service: name }) => name === service.name))
      .map(({ name }) => name),
    servers: dependencies.filter(({ expose }) => expose.length > 0),
    reachesOut: application.networks.some(
      ({ name, internal }) => !internal && service.networks.includes(name),
    ),
  };
}

function awaitedEndpoints({ dependsOn }: Service, byName: ReadonlyMap<string, Service>): Endpoint[] {
  return dependsOn.flatMap(({ service: name, condition }) => {
    const dependency = byName.get(name);
    const port = dependency === undefined ? undefined : healthPort(dependency);
    return condition === "service_healthy" && port !== undefined ? [{ service: name, port }] : [];
  });
}

/**
 * Seconds that what a service waits for may take to answer, and what that waits for in turn, one after the other. There
 * are no cycles: the application would have been refused.
 */
export function waitSeconds(application: ApplicationModel, service: Service): number {
  const byName = servicesByName(application);
  const secondsOf = (waiting: Service): number => {
    const budgets = awaitedEndpoints(waiting, byName).map(({ service: name }) => {
      const dependency = byName.get(name);
      if (dependency === undefined) return 0;
      return startSeconds(dependency) + watchTime(dependency) + secondsOf(dependency);
    });
    return Math.max(0, ...budgets);
  };
  return secondsOf(service);
}

function servicesByName({ services }: ApplicationModel): ReadonlyMap<string, Service> {
  return new Map(services.map((each) => [each.name, each]));
}

/** What a service becomes: a Job where it runs to its end, a StatefulSet where it alone writes to a volume. */
export function workloadKind({ lifetime, ownVolumes, deploy }: Service): WorkloadKind {
  if (lifetime === "one-shot") return "Job";
  return ownVolumes.length > 0 && deploy.updateConfig.order === "stop-first" ? "StatefulSet" : "Deployment";
}

/**
 * Whether all pods with a volume have to be on one node: the volume can be mounted by one node only, and more than
 * one pod may have it at a time, were it only during an update.
 */
export function isOnOneNode(
  application: ApplicationModel,
  volume: string,
  settings: KubernetesSettings,
): boolean {
  if (settings.volumes[volume]?.accessMode === "ReadWriteMany") return false;
  const users = application.services.filter((service) => mountedVolumes(service).includes(volume));
  return users.length > 1 || users.some((service) => workloadKind(service) === "Deployment");
}

/** The named volumes of a service. */
export function mountedVolumes(service: Service): string[] {
  return [...new Set(service.volumes.flatMap((mount) => (mount.type === "volume" ? [mount.source] : [])))];
}

/** The port that answers when a service is healthy; undefined where it exposes none. */
export function healthPort({ healthcheck, expose }: Service): number | undefined {
  return healthcheck?.test.type === "http" ? healthcheck.test.port : expose[0];
}

/** The most replicas that there can be. */
export function mostReplicas({ deploy, scale }: Service): number {
  return scale?.max ?? deploy.replicas;
}

/** The fewest replicas that there should be. */
export function fewestReplicas({ deploy, scale }: Service): number {
  return scale?.min ?? deploy.replicas;
}
