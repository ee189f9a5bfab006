import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { translateConfigMap } from "./translate/config-map.ts";
import { translateDeployment } from "./translate/deployment.ts";
import { translateAutoscaler } from "./translate/horizontal-pod-autoscaler.ts";
import { translateJob } from "./translate/job.ts";
import { translateNetworkPolicy } from "./translate/network-policy.ts";
import type { WorkloadBindings, WorkloadKind, WorkloadPlan } from "./translate/plan.ts";
import { translateDisruptionBudget } from "./translate/pod-disruption-budget.ts";
import { translateSecret } from "./translate/secret.ts";
import { translateServiceAccount } from "./translate/service-account.ts";
import { translateAliases, translateService } from "./translate/service.ts";
import { translateStatefulSet } from "./translate/stateful-set.ts";
import { workloadTimeouts } from "./translate/timeouts.ts";

/** One service on the cluster. */
export interface WorkloadArgs {
  /** What the service becomes. */
  readonly plan: WorkloadPlan;
  /** Names of what its pods refer to, but for its own Secret and ConfigMap. */
  readonly bindings: Omit<WorkloadBindings, "secret" | "configMap">;
  /** Values of the application's secrets by name. They are marked as secret here. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Contents of the application's configuration files by name. */
  readonly configs: Readonly<Record<string, string>>;
  /** Names of Secrets with credentials of image registries. @default - none */
  readonly pullSecrets?: readonly pulumi.Input<string>[];
  /** What comes before everything of it. @default - nothing */
  readonly first?: readonly pulumi.Resource[];
  /** What has to be there before its pods start. @default - nothing */
  readonly after?: readonly pulumi.Resource[];
}

/** The pods of a service with all that protects, scales and reaches them. */
export class Workload extends pulumi.ComponentResource {
  /** The Deployment, StatefulSet or Job; it is there when its pods are ready, or have run to their end. */
  readonly pods: kubernetes.apps.v1.Deployment | kubernetes.apps.v1.StatefulSet | kubernetes.batch.v1.Job;
  /** What the service became. */
  readonly kind: WorkloadKind;
  /** The service's name on the network; undefined where nobody may reach it. */
  readonly service: kubernetes.core.v1.Service | undefined;
  /** What its pods need and what lets them be reached; there soon, long before the pods are ready. */
  readonly surroundings: readonly pulumi.Resource[];

  readonly #name: string;
  readonly #args: WorkloadArgs;
  readonly #opts: pulumi.CustomResourceOptions;

  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:Workload", name, {}, opts);
    this.#name = name;
    this.#args = args;

    const { plan, bindings, pullSecrets = [], first = [], after = [] } = args;
    this.#opts = { parent: this, dependsOn: [...first] };
    this.kind = plan.kind;
    const account = new kubernetes.core.v1.ServiceAccount(
      `${name}-account`,
      translateServiceAccount(plan, bindings, pullSecrets),
      this.#opts,
    );
    const policy = new kubernetes.networking.v1.NetworkPolicy(
      `${name}-policy`,
      translateNetworkPolicy(plan, bindings),
      this.#opts,
    );
    const secret = this.#createSecret();
    const configMap = this.#createConfigMap();
    const complete = { ...bindings, ...named("secret", secret), ...named("configMap", configMap) };
    this.pods = this.#createPods(complete, [account, policy, ...after]);
    this.service = this.#createService();
    const aliases = this.#createAliases();
    this.surroundings = [account, policy, secret, configMap, this.service, ...aliases].filter(
      (resource) => resource !== undefined,
    );
    this.#createAutoscaler();
    this.#createDisruptionBudget();
    this.registerOutputs({ kind: plan.kind, name: this.pods.metadata.name });
  }

  #createSecret(): kubernetes.core.v1.Secret | undefined {
    const { plan, bindings, secrets } = this.#args;
    const manifest = translateSecret(plan, bindings, secrets);
    if (manifest === undefined) return undefined;
    return new kubernetes.core.v1.Secret(`${this.#name}-secrets`, manifest, this.#opts);
  }

  #createConfigMap(): kubernetes.core.v1.ConfigMap | undefined {
    const { plan, bindings, configs } = this.#args;
    const manifest = translateConfigMap(plan, bindings, configs);
    if (manifest === undefined) return undefined;
    return new kubernetes.core.v1.ConfigMap(`${this.#name}-configs`, manifest, this.#opts);
  }

  #createPods(bindings: WorkloadBindings, dependsOn: pulumi.Resource[]): Workload["pods"] {
    const { plan } = this.#args;
    const name = `${this.#name}-pods`;
    const opts: pulumi.CustomResourceOptions = {
      parent: this,
      dependsOn,
      customTimeouts: workloadTimeouts(plan),
    };
    // An autoscaler's number stays as it is, also where a stack once gave one itself.
    const scaled = plan.service.scale === undefined ? opts : { ...opts, ignoreChanges: ["spec.replicas"] };
    switch (plan.kind) {
      case "Deployment":
        return new kubernetes.apps.v1.Deployment(name, translateDeployment(plan, bindings), scaled);
      case "StatefulSet":
        return new kubernetes.apps.v1.StatefulSet(name, translateStatefulSet(plan, bindings), scaled);
      case "Job":
        return new kubernetes.batch.v1.Job(name, translateJob(plan, bindings), opts);
    }
  }

  /** Beside the pods, whose addresses it gives out. */
  #createService(): kubernetes.core.v1.Service | undefined {
    const manifest = translateService(this.#args.plan, this.#args.bindings);
    if (manifest === undefined) return undefined;
    return new kubernetes.core.v1.Service(`${this.#name}-service`, manifest, this.#opts);
  }

  #createAliases(): readonly kubernetes.core.v1.Service[] {
    return translateAliases(this.#args.plan, this.#args.bindings).map(
      ({ alias, manifest }) =>
        new kubernetes.core.v1.Service(`${this.#name}-alias-${alias}`, manifest, this.#opts),
    );
  }

  #createAutoscaler(): void {
    const manifest = translateAutoscaler(this.#args.plan, this.#args.bindings);
    if (manifest === undefined) return;
    new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(`${this.#name}-autoscaler`, manifest, {
      parent: this,
      dependsOn: [this.pods],
    });
  }

  #createDisruptionBudget(): void {
    const manifest = translateDisruptionBudget(this.#args.plan, this.#args.bindings);
    if (manifest === undefined) return;
    new kubernetes.policy.v1.PodDisruptionBudget(`${this.#name}-disruption-budget`, manifest, this.#opts);
  }
}

/** What pods refer to by its name. */
function named<Key extends string>(
  key: Key,
  resource: kubernetes.core.v1.Secret | kubernetes.core.v1.ConfigMap | undefined,
): Partial<Record<Key, pulumi.Output<string>>> {
  const names: Partial<Record<Key, pulumi.Output<string>>> = {};
  if (resource !== undefined) names[key] = resource.metadata.name;
  return names;
}
