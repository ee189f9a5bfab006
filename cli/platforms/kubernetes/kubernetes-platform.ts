import type { AppsV1Api, CoreV1Api, KubeConfig, V1PodTemplateSpec } from "@kubernetes/client-node";
import { MuelleError } from "../../../components/application/errors.ts";
import type { DeployedOnKubernetes, DeployedService } from "../../stack/deployed.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { LogLine, LogOptions, Platform, Replica } from "../platform.ts";
import { type ClusterContext, clusterOf } from "./cluster.ts";
import { execIn, runPod } from "./commands-inside.ts";
import { podLines } from "./log-lines.ts";
import { ONE_OFF } from "./one-off.ts";
import { toReplica } from "./replica.ts";
import { restartWorkload } from "./restart.ts";

/** An application on a cluster, by the labels of its pods. */
export class KubernetesPlatform implements Platform {
  readonly #config: KubeConfig;
  readonly #core: CoreV1Api;
  readonly #apps: AppsV1Api;
  readonly #deployed: DeployedOnKubernetes;

  private constructor(config: KubeConfig, core: CoreV1Api, apps: AppsV1Api, deployed: DeployedOnKubernetes) {
    this.#config = config;
    this.#core = core;
    this.#apps = apps;
    this.#deployed = deployed;
  }

  static async connect(deployed: DeployedOnKubernetes, context: ClusterContext): Promise<KubernetesPlatform> {
    const [config, { AppsV1Api, CoreV1Api }] = await Promise.all([
      clusterOf(deployed.provider, context),
      import("@kubernetes/client-node"),
    ]);
    const [core, apps] = [config.makeApiClient(CoreV1Api), config.makeApiClient(AppsV1Api)];
    return new KubernetesPlatform(config, core, apps, deployed);
  }

  async replicas(): Promise<readonly Replica[]> {
    const { application, stack, namespace, services } = this.#deployed;
    const labelSelector = `muelle.application=${application},muelle.stack=${stack},!${ONE_OFF}`;
    const { items } = await this.#core
      .listNamespacedPod({ namespace, labelSelector })
      .catch((error: unknown) => {
        throw this.#unreachable(error);
      });
    const known = new Set(services.map(({ name }) => name));
    return items
      .map(toReplica)
      .filter(({ service }) => known.has(service))
      .sort(
        (a, b) => a.service.localeCompare(b.service) || a.created - b.created || (a.name < b.name ? -1 : 1),
      );
  }

  logs(replica: Replica, options: LogOptions, signal: AbortSignal): AsyncIterable<LogLine> {
    return podLines(this.#config, this.#containerOf(replica), options, signal);
  }

  exec(replica: Replica, command: readonly string[], terminal: Terminal): Promise<number> {
    return execIn(this.#config, this.#containerOf(replica), command, terminal);
  }

  async run(service: DeployedService, command: readonly string[], terminal: Terminal): Promise<number> {
    const { namespace } = this.#deployed;
    const template = await this.#templateOf(service);
    const { name } = service;
    const [config, core] = [this.#config, this.#core];
    return runPod({ config, core, namespace, service: name, template, command }, terminal);
  }

  async restart({ name, kind }: DeployedService, tell: (step: string) => void): Promise<void> {
    if (kind === "Job" || kind === "Container")
      throw new MuelleError("A Job runs once.", [
        {
          path: name,
          message: "it cannot be restarted",
          hint: `Run a command of it: muelle run ${name} COMMAND`,
        },
      ]);
    await restartWorkload(this.#apps, { kind, name, namespace: this.#deployed.namespace });
    tell(`restarted ${name}`);
  }

  stop(service: DeployedService): Promise<void> {
    return Promise.reject(this.#notHere("stop", service, "0"));
  }

  start(service: DeployedService): Promise<void> {
    return Promise.reject(this.#notHere("start", service, "COUNT"));
  }

  #containerOf({ service, name }: Replica): { namespace: string; pod: string; container: string } {
    return { namespace: this.#deployed.namespace, pod: name, container: service };
  }

  async #templateOf({ name, kind }: DeployedService): Promise<V1PodTemplateSpec> {
    const { namespace } = this.#deployed;
    if (kind === "StatefulSet")
      return templateIn(await this.#apps.readNamespacedStatefulSet({ name, namespace }));
    if (kind === "Deployment")
      return templateIn(await this.#apps.readNamespacedDeployment({ name, namespace }));
    const { BatchV1Api } = await import("@kubernetes/client-node");
    const batch = this.#config.makeApiClient(BatchV1Api);
    // Each version of a Job has a name of its own.
    const { items } = await batch.listNamespacedJob({ namespace, labelSelector: `muelle.service=${name}` });
    const newest = items.toSorted((a, b) => createdAt(b) - createdAt(a))[0];
    return templateIn(newest ?? {});
  }

  #notHere(action: string, { name, kind }: DeployedService, replicas: string): MuelleError {
    const { namespace } = this.#deployed;
    const scale = `kubectl scale --namespace ${namespace} ${kind.toLowerCase()}/${name} --replicas ${replicas}`;
    return new MuelleError(`${action} is for Docker.`, [
      {
        path: name,
        message: "on Kubernetes a service runs as many replicas as its workload says",
        hint: `Until the next pulumi up: ${scale}`,
      },
    ]);
  }

  #unreachable(error: unknown): MuelleError {
    const server = this.#config.getCurrentCluster()?.server ?? "the cluster";
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return new MuelleError("The cluster does not answer.", [{ path: server, message }], { cause: error });
  }
}

function templateIn(workload: {
  readonly spec?: { readonly template: V1PodTemplateSpec };
}): V1PodTemplateSpec {
  if (workload.spec !== undefined) return workload.spec.template;
  throw new MuelleError("The service has no workload.", [
    { path: "cluster", message: "somebody has removed it", hint: "Bring it back: pulumi up --refresh" },
  ]);
}

function createdAt({ metadata }: { readonly metadata?: { readonly creationTimestamp?: Date } }): number {
  return metadata?.creationTimestamp?.getTime() ?? 0;
}
