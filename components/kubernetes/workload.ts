import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type TransformContext, transformed } from "../transform/index.ts";
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
import type { KubernetesTransforms } from "./transforms.ts";

/** One service on the cluster. */
export interface WorkloadArgs {
  /** What the service becomes. */
  readonly plan: WorkloadPlan;
  /** Names of what its pods refer to, but for its own Secret and ConfigMap. */
  readonly bindings: Omit<WorkloadBindings, "secret" | "configMap">;
  /** Values of the application's secrets by name. They are marked as secret here. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Contents of the application's configuration files by name. */
  readonly configs: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of Secrets with credentials of image registries. @default - none */
  readonly pullSecrets?: readonly pulumi.Input<string>[];
  /** What comes before everything of it. @default - nothing */
  readonly first?: readonly pulumi.Resource[];
  /** What has to be there before its pods start. @default - nothing */
  readonly after?: readonly pulumi.Resource[];
  /** Changes of what is created, by its kind. @default - none */
  readonly transform?: KubernetesTransforms | undefined;
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
  readonly #transform: KubernetesTransforms;
  readonly #opts: pulumi.CustomResourceOptions;

  constructor(name: string, args: WorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:Workload", name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#transform = args.transform ?? {};

    const { plan, bindings, pullSecrets = [], first = [], after = [] } = args;
    this.#opts = { parent: this, dependsOn: [...first] };
    this.kind = plan.kind;
    const account = this.#createAccount(pullSecrets);
    const policy = this.#createPolicy();
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

  /** Name of a child, and what it is for. */
  #child(part: string): TransformContext {
    return { name: `${this.#name}-${part}`, service: this.#args.plan.service };
  }

  #createAccount(pullSecrets: readonly pulumi.Input<string>[]): kubernetes.core.v1.ServiceAccount {
    const child = this.#child("account");
    const manifest = translateServiceAccount(this.#args.plan, this.#args.bindings, pullSecrets);
    return new kubernetes.core.v1.ServiceAccount(
      child.name,
      transformed(this.#transform.serviceAccount, manifest, child),
      this.#opts,
    );
  }

  #createPolicy(): kubernetes.networking.v1.NetworkPolicy {
    const child = this.#child("policy");
    const manifest = translateNetworkPolicy(this.#args.plan, this.#args.bindings);
    return new kubernetes.networking.v1.NetworkPolicy(
      child.name,
      transformed(this.#transform.networkPolicy, manifest, child),
      this.#opts,
    );
  }

  #createSecret(): kubernetes.core.v1.Secret | undefined {
    const { plan, bindings, secrets } = this.#args;
    const manifest = translateSecret(plan, bindings, secrets);
    if (manifest === undefined) return undefined;
    const child = this.#child("secrets");
    return new kubernetes.core.v1.Secret(
      child.name,
      transformed(this.#transform.secret, manifest, child),
      this.#opts,
    );
  }

  #createConfigMap(): kubernetes.core.v1.ConfigMap | undefined {
    const { plan, bindings, configs } = this.#args;
    const manifest = translateConfigMap(plan, bindings, configs);
    if (manifest === undefined) return undefined;
    const child = this.#child("configs");
    return new kubernetes.core.v1.ConfigMap(
      child.name,
      transformed(this.#transform.configMap, manifest, child),
      this.#opts,
    );
  }

  #createPods(bindings: WorkloadBindings, dependsOn: pulumi.Resource[]): Workload["pods"] {
    const { plan } = this.#args;
    const child = this.#child("pods");
    const { deployment, statefulSet, job } = this.#transform;
    const opts: pulumi.CustomResourceOptions = {
      parent: this,
      dependsOn,
      customTimeouts: workloadTimeouts(plan),
    };
    // An autoscaler's number stays as it is, also where a stack once gave one itself.
    const scaled = plan.service.scale === undefined ? opts : { ...opts, ignoreChanges: ["spec.replicas"] };
    switch (plan.kind) {
      case "Deployment":
        return new kubernetes.apps.v1.Deployment(
          child.name,
          transformed(deployment, translateDeployment(plan, bindings), child),
          scaled,
        );
      case "StatefulSet":
        return new kubernetes.apps.v1.StatefulSet(
          child.name,
          transformed(statefulSet, translateStatefulSet(plan, bindings), child),
          scaled,
        );
      case "Job":
        return new kubernetes.batch.v1.Job(
          child.name,
          transformed(job, translateJob(plan, bindings), child),
          opts,
        );
    }
  }

  /** Beside the pods, whose addresses it gives out. */
  #createService(): kubernetes.core.v1.Service | undefined {
    const manifest = translateService(this.#args.plan, this.#args.bindings);
    if (manifest === undefined) return undefined;
    const child = this.#child("service");
    return new kubernetes.core.v1.Service(
      child.name,
      transformed(this.#transform.service, manifest, child),
      this.#opts,
    );
  }

  #createAliases(): readonly kubernetes.core.v1.Service[] {
    return translateAliases(this.#args.plan, this.#args.bindings).map(({ alias, manifest }) => {
      const child = this.#child(`alias-${alias}`);
      return new kubernetes.core.v1.Service(
        child.name,
        transformed(this.#transform.service, manifest, child),
        this.#opts,
      );
    });
  }

  #createAutoscaler(): void {
    const manifest = translateAutoscaler(this.#args.plan, this.#args.bindings);
    if (manifest === undefined) return;
    const child = this.#child("autoscaler");
    new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
      child.name,
      transformed(this.#transform.horizontalPodAutoscaler, manifest, child),
      { parent: this, dependsOn: [this.pods] },
    );
  }

  #createDisruptionBudget(): void {
    const manifest = translateDisruptionBudget(this.#args.plan, this.#args.bindings);
    if (manifest === undefined) return;
    const child = this.#child("disruption-budget");
    new kubernetes.policy.v1.PodDisruptionBudget(
      child.name,
      transformed(this.#transform.podDisruptionBudget, manifest, child),
      this.#opts,
    );
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
