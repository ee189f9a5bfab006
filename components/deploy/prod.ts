import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Fault } from "../index.ts";
import {
  bindFolders,
  type Cluster,
  type ClusterFacts,
  findCluster,
  imageUsers,
  IngressController,
  isKubeconfigContent,
  kubernetesFidelity,
  type KubernetesSettings,
  KubernetesStack,
  preflight,
  patience,
  readCluster,
  refusals,
  watchPods,
} from "../kubernetes/index.ts";
import type { StackConfig } from "./config.ts";
import { type KubernetesConfig, readKubernetesConfig } from "./kubernetes-config.ts";
import { type Platform, type PreparedApplication, prepare } from "./prepare.ts";
import { pushAccount, registryConfig } from "./registry-credentials.ts";
import type { Rendering } from "./rendering.ts";

/** What was changed by hand is put right by the next update, which a preview with --refresh shows before. */
const PROVIDER_ARGS = { enablePatchForce: true };

/** A cluster that answered. */
interface CheckedCluster {
  readonly cluster: Cluster;
  readonly facts: ClusterFacts;
}

/** The application on a Kubernetes cluster. */
export async function prod(
  config: StackConfig,
  configFaults: readonly Fault[],
  rendering?: Rendering,
): Promise<Readonly<Record<string, unknown>>> {
  const { config: kubernetes, faults } = readKubernetesConfig();
  let checked: CheckedCluster | undefined;
  const platform: Platform = {
    name: "Kubernetes",
    fidelity: (application) => kubernetesFidelity(kubernetes.settings, imageUsers(application)),
    faults: async (application) => {
      const own = ownFaults(application, config, kubernetes);
      if (rendering !== undefined) return own;
      const result = await checkCluster(application, kubernetes);
      checked = result.checked;
      return [...own, ...result.faults];
    },
  };
  const prepared = await prepare(config, [...configFaults, ...faults], platform, rendering);
  if (rendering !== undefined)
    return deploy(prepared, config, kubernetes, new Provider("cluster", PROVIDER_ARGS));
  if (checked === undefined) throw new Error("the cluster was not looked at");
  return deploy(prepared, config, kubernetes, await useCluster(prepared, kubernetes, checked));
}

/** Everything that is wrong with the application on whatever cluster. */
function ownFaults(
  application: ApplicationModel,
  { registry }: StackConfig,
  kubernetes: KubernetesConfig,
): readonly Fault[] {
  return refusals({
    application,
    identity: { application: application.name, stack: pulumi.getStack() },
    namespace: namespaceOf(application, kubernetes),
    settings: kubernetes.settings,
    registry,
    users: imageUsers(application),
    folders: bindFolders(application),
  });
}

/** Everything that is wrong with the application on this cluster; the cluster itself where nothing is. */
async function checkCluster(
  application: ApplicationModel,
  { kubeconfig, context, settings, ...kubernetes }: KubernetesConfig,
): Promise<{ readonly checked: CheckedCluster | undefined; readonly faults: readonly Fault[] }> {
  const identity = { application: application.name, stack: pulumi.getStack() };
  const namespace = namespaceOf(application, kubernetes);
  const { cluster, faults } = await findCluster({ kubeconfig, context });
  if (cluster === undefined) return { checked: undefined, faults };
  const read = await readCluster(cluster, { namespace, ingressNamespace: settings.ingressNamespace });
  if (read.facts === undefined) return { checked: undefined, faults: read.faults };
  const bringsController = kubernetes.ingressController !== undefined;
  const found = preflight({
    application,
    identity,
    namespace,
    settings,
    facts: read.facts,
    bringsController,
  });
  for (const warning of found.warnings) await pulumi.log.warn(warning);
  return { checked: { cluster, facts: read.facts }, faults: found.faults };
}

/** Says which cluster it is, watches what happens there, and returns its provider. */
async function useCluster(
  { application }: PreparedApplication,
  kubernetes: KubernetesConfig,
  { cluster, facts }: CheckedCluster,
): Promise<Provider> {
  const namespace = namespaceOf(application, kubernetes);
  await pulumi.log.info(
    `Deploys to the namespace ${namespace} of the cluster ${cluster.server} (context ${cluster.context} of ${cluster.origin})`,
  );
  if (!pulumi.runtime.isDryRun()) watch(application, kubernetes.settings, namespace, cluster);
  return createProvider(kubernetes, cluster, facts);
}

function deploy(
  { application, secrets }: PreparedApplication,
  { registry }: StackConfig,
  kubernetes: KubernetesConfig,
  provider: Provider,
): Readonly<Record<string, unknown>> {
  const namespace = namespaceOf(application, kubernetes);
  const controller =
    kubernetes.ingressController &&
    new IngressController("ingress-controller", kubernetes.ingressController, { providers: [provider] });
  const { imagePullSecret } = kubernetes;
  const { url, services, images } = new KubernetesStack(
    application.name,
    {
      application,
      stack: pulumi.getStack(),
      namespace,
      settings: kubernetes.settings,
      users: imageUsers(application),
      folders: bindFolders(application),
      secrets,
      registry,
      account: pushAccount(imagePullSecret),
      pullSecret: registryConfig(registry, imagePullSecret),
    },
    { providers: [provider], ...(controller === undefined ? {} : { dependsOn: [controller] }) },
  );
  return { url, services, images };
}

/** Whatever goes wrong with the watch, the update is the provider's business. */
function watch(
  application: ApplicationModel,
  settings: KubernetesSettings,
  namespace: string,
  cluster: Cluster,
): void {
  const watched = { namespace, patience: patience(application, settings) };
  void watchPods(cluster, watched, (text) => void pulumi.log.warn(text));
}

/**
 * The cluster by name, never by whatever the current context is. Files stay files: their content, which may hold
 * credentials, does not go into the state.
 */
function createProvider({ kubeconfig }: KubernetesConfig, cluster: Cluster, facts: ClusterFacts): Provider {
  const content = kubeconfig !== undefined && isKubeconfigContent(kubeconfig);
  const file = kubeconfig ?? cluster.file;
  return new Provider("cluster", {
    ...PROVIDER_ARGS,
    context: cluster.context,
    ...(file === undefined ? {} : { kubeconfig: content ? pulumi.secret(kubeconfig) : file }),
    // Nothing else makes it another cluster, on which everything would have to be created anew.
    ...(facts.id === undefined ? {} : { clusterIdentifier: facts.id }),
  });
}

function namespaceOf(
  application: ApplicationModel,
  { namespace }: Pick<KubernetesConfig, "namespace">,
): string {
  return namespace ?? `${application.name}-${pulumi.getStack()}`;
}
