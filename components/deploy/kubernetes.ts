import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel } from "../application/index.ts";
import {
  bindFolders,
  type Cluster,
  type ClusterFacts,
  findCluster,
  imageUsers,
  IngressController,
  isKubeconfigContent,
  kubernetesFidelity,
  KubernetesStack,
  type KubernetesStackArgs,
  type KubernetesTransforms,
  patience,
  preflight,
  readCluster,
  refusals,
  watchPods,
} from "../kubernetes/index.ts";
import { toldLosses } from "../volumes/index.ts";
import { type KubernetesConfig, readKubernetesConfig } from "./kubernetes-config.ts";
import type { Answer, Claim, Deployment, Platform, ReadyPlatform } from "./platform.ts";
import { pushAccount, registryConfig } from "./registry-credentials.ts";

/** What was changed by hand is put right by the next update, which a preview with --refresh shows before. */
const PROVIDER_ARGS = { enablePatchForce: true };

/** Before there was an Application, these stood at the top of the program. */
const AT_THE_TOP = { parent: pulumi.rootStackResource };

/** The cluster's settings with those that all platforms share. */
interface ClusterSettings extends KubernetesConfig {
  readonly registry: string | undefined;
  readonly deleteVolumes: boolean;
  readonly protectData: boolean;
  readonly transform: KubernetesTransforms | undefined;
}

/** A Kubernetes cluster. */
export const kubernetes: Platform = {
  name: "kubernetes",
  title: "Kubernetes",
  isShared: true,
  configure: (args, { registry, deleteVolumes, protectData }) => {
    const { config, faults } = readKubernetesConfig(args.kubernetes);
    const transform = args.kubernetes?.transform;
    const settings = { ...config, registry, deleteVolumes, protectData, transform };
    return {
      faults,
      fidelity: (application) => kubernetesFidelity(config.settings, imageUsers(application)),
      refusals: (application) => ownRefusals(application, settings),
      claims: (application) => claimsOf(application, config),
      ask: (application) => ask(application, settings),
      assume: (application) => ready(settings, PROVIDER_ARGS, placeOf(application, settings)),
    };
  },
};

/** Everything that is wrong with the application on whatever cluster. */
function ownRefusals(application: ApplicationModel, settings: ClusterSettings): ReturnType<typeof refusals> {
  return refusals({
    application,
    identity: { application: application.name, stack: pulumi.getStack() },
    namespace: namespaceOf(application, settings),
    settings: settings.settings,
    registry: settings.registry,
    users: imageUsers(application),
    folders: bindFolders(application),
  });
}

function claimsOf(application: ApplicationModel, config: KubernetesConfig): Claim[] {
  const namespace = {
    path: "kubernetes.namespace",
    thing: `the namespace ${namespaceOf(application, config)}`,
    hint: 'Give each a namespace of its own: new Application(..., { kubernetes: { namespace: "NAME" } })',
  };
  const controller = {
    path: "kubernetes.ingressController",
    thing: "an Ingress controller of its own",
    hint: "Let one of them bring it, and turn it off for the others.",
  };
  return [namespace, ...(config.ingressController === undefined ? [] : [controller])];
}

/** Looks for the cluster, and for everything that is wrong with the application on it. */
async function ask(application: ApplicationModel, settings: ClusterSettings): Promise<Answer> {
  const { kubeconfig, context } = settings;
  const identity = { application: application.name, stack: pulumi.getStack() };
  const { ingressNamespace } = settings.settings;
  const access = await findCluster({ kubeconfig, context });
  const { cluster } = access;
  if (cluster === undefined) return { faults: access.faults, warnings: [], platform: undefined };
  const read = await readCluster(cluster, {
    identity,
    namespace: namespaceOf(application, settings),
    isChosen: settings.namespace !== undefined,
    ingressNamespace,
  });
  if (read.facts === undefined) return { faults: read.faults, warnings: [], platform: undefined };
  const found = preflight({
    application,
    identity,
    namespace: read.facts.namespaceName,
    settings: settings.settings,
    facts: read.facts,
    transformsClaims: settings.transform?.persistentVolumeClaim !== undefined,
    bringsController: settings.ingressController !== undefined,
  });
  const faults = [...found.faults, ...(settings.protectData ? found.losses : [])];
  const warnings = [...found.warnings, ...(settings.protectData ? [] : toldLosses(found.losses))];
  if (faults.length > 0) return { faults, warnings, platform: undefined };
  const place = {
    namespace: read.facts.namespaceName,
    isNamespaceCertain: settings.namespace !== undefined || read.facts.namespace !== undefined,
    foundClaims: found.foundClaims,
    holdsOthers: read.facts.claims === undefined || found.losses.length > 0,
  };
  return { faults, warnings, platform: checkedPlatform(application, settings, cluster, read.facts, place) };
}

/** The cluster is named, and what happens there is watched. */
function checkedPlatform(
  application: ApplicationModel,
  settings: ClusterSettings,
  cluster: Cluster,
  facts: ClusterFacts,
  place: Place,
): ReadyPlatform {
  const { namespace } = place;
  const { create } = ready(settings, providerArgs(settings, cluster, facts), place, (name) => {
    watch(application, settings, cluster, name);
  });
  return {
    notice: `Deploys to the namespace ${namespace} of the cluster ${cluster.server} (context ${cluster.context} of ${cluster.origin})`,
    create,
  };
}

function watch(
  application: ApplicationModel,
  { settings }: ClusterSettings,
  cluster: Cluster,
  namespace: string,
): void {
  if (pulumi.runtime.isDryRun()) return;
  const watched = { namespace, patience: patience(application, settings) };
  // Whatever goes wrong with the watch, the update is the provider's business.
  void watchPods(cluster, watched, (text) => void pulumi.log.warn(text));
}

/**
 * The cluster by name, never by whatever the current context is. Files stay files: their content, which may hold
 * credentials, does not go into the state.
 */
function providerArgs(
  { kubeconfig }: KubernetesConfig,
  cluster: Cluster,
  facts: ClusterFacts,
): ConstructorParameters<typeof Provider>[1] {
  const content = kubeconfig !== undefined && isKubeconfigContent(kubeconfig);
  const file = kubeconfig ?? cluster.file;
  return {
    ...PROVIDER_ARGS,
    context: cluster.context,
    ...(file === undefined ? {} : { kubeconfig: content ? pulumi.secret(kubeconfig) : file }),
    // Nothing else makes it another cluster, on which everything would have to be created anew.
    ...(facts.id === undefined ? {} : { clusterIdentifier: facts.id }),
  };
}

/** Where the application is, and what of it is there. */
type Place = Pick<KubernetesStackArgs, "namespace" | "isNamespaceCertain" | "foundClaims" | "holdsOthers">;

/** What is taken for true where no cluster is asked. */
function placeOf(application: ApplicationModel, settings: ClusterSettings): Place {
  return {
    namespace: namespaceOf(application, settings),
    isNamespaceCertain: settings.namespace !== undefined,
  };
}

/** @param begun - is told the namespace as soon as it is there */
function ready(
  settings: ClusterSettings,
  args: ConstructorParameters<typeof Provider>[1],
  place: Place,
  begun: (namespace: string) => void = () => undefined,
): ReadyPlatform {
  return {
    create: (deployment) => {
      const { name, parent } = deployment;
      const aliases = [{ ...AT_THE_TOP, name: "cluster" }];
      const provider = new Provider(`${name}-cluster`, args, { parent, aliases });
      const { ingressController } = settings;
      const controller =
        ingressController &&
        // Only one Application of a program brings it, so that its name need not say whose it is.
        new IngressController("ingress-controller", ingressController, {
          parent,
          providers: [provider],
          aliases: [AT_THE_TOP],
        });
      const { url, services, images, namespace } = createStack(deployment, settings, place, {
        parent,
        providers: [provider],
        aliases: [AT_THE_TOP],
        ...(controller === undefined ? {} : { dependsOn: [controller] }),
      });
      namespace.apply(begun);
      return { url, services, images };
    },
  };
}

function createStack(
  { application, secrets }: Deployment,
  settings: ClusterSettings,
  place: Place,
  options: pulumi.ComponentResourceOptions,
): KubernetesStack {
  const { registry, imagePullSecret, deleteVolumes, transform } = settings;
  return new KubernetesStack(
    application.name,
    {
      application,
      stack: pulumi.getStack(),
      ...place,
      deleteVolumes,
      settings: settings.settings,
      users: imageUsers(application),
      folders: bindFolders(application),
      secrets,
      registry,
      account: pushAccount(imagePullSecret),
      pullSecret: registryConfig(registry, imagePullSecret),
      transform,
    },
    options,
  );
}

function namespaceOf(
  application: ApplicationModel,
  { namespace }: Pick<KubernetesConfig, "namespace">,
): string {
  return namespace ?? `${application.name}-${pulumi.getStack()}`;
}
