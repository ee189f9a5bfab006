import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Application, Fault } from "../components/index.ts";
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
} from "../components/kubernetes/index.ts";
import type { StackConfig } from "./config.ts";
import { type KubernetesConfig, readKubernetesConfig } from "./kubernetes-config.ts";
import { type PreparedApplication, prepare } from "./prepare.ts";
import { pushAccount, registryConfig } from "./registry-credentials.ts";

/** A cluster that answered. */
interface CheckedCluster {
  readonly cluster: Cluster;
  readonly facts: ClusterFacts;
}

/** The application on a Kubernetes cluster. */
export async function prod(
  config: StackConfig,
  configFaults: readonly Fault[],
): Promise<Readonly<Record<string, unknown>>> {
  const { config: kubernetes, faults } = readKubernetesConfig();
  let checked: CheckedCluster | undefined;
  const prepared = await prepare(config, [...configFaults, ...faults], {
    name: "Kubernetes",
    fidelity: (application) => kubernetesFidelity(kubernetes.settings, imageUsers(application)),
    faults: async (application) => {
      const result = await checkCluster(application, config, kubernetes);
      checked = result.checked;
      return result.faults;
    },
  });
  if (checked === undefined) throw new Error("the cluster was not looked at");
  return deploy(prepared, config, kubernetes, checked);
}

/** Everything that is wrong with the application on this cluster; the cluster itself where nothing is. */
async function checkCluster(
  application: Application,
  config: StackConfig,
  { kubeconfig, context, settings, ...kubernetes }: KubernetesConfig,
): Promise<{ readonly checked: CheckedCluster | undefined; readonly faults: readonly Fault[] }> {
  const identity = { application: application.name, stack: pulumi.getStack() };
  const namespace = namespaceOf(application, kubernetes);
  const own = refusals({
    application,
    identity,
    namespace,
    settings,
    registry: config.registry,
    users: imageUsers(application),
    folders: bindFolders(application),
  });
  const { cluster, faults } = await findCluster({ kubeconfig, context });
  if (cluster === undefined) return { checked: undefined, faults: [...own, ...faults] };
  const read = await readCluster(cluster, { namespace, ingressNamespace: settings.ingressNamespace });
  if (read.facts === undefined) return { checked: undefined, faults: [...own, ...read.faults] };
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
  return { checked: { cluster, facts: read.facts }, faults: [...own, ...found.faults] };
}

async function deploy(
  { application, secrets }: PreparedApplication,
  { registry }: StackConfig,
  kubernetes: KubernetesConfig,
  { cluster, facts }: CheckedCluster,
): Promise<Readonly<Record<string, unknown>>> {
  const namespace = namespaceOf(application, kubernetes);
  await pulumi.log.info(
    `Deploys to the namespace ${namespace} of the cluster ${cluster.server} (context ${cluster.context} of ${cluster.origin})`,
  );
  if (!pulumi.runtime.isDryRun()) watch(application, kubernetes.settings, namespace, cluster);
  const provider = createProvider(kubernetes, cluster, facts);
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
  application: Application,
  settings: KubernetesSettings,
  namespace: string,
  cluster: Cluster,
): void {
  const identity = { application: application.name, stack: pulumi.getStack() };
  const watched = { namespace, patience: patience(application, { identity, settings, user: undefined }) };
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
    context: cluster.context,
    // What was changed by hand is put right by the next update, which a preview with --refresh shows before.
    enablePatchForce: true,
    ...(file === undefined ? {} : { kubeconfig: content ? pulumi.secret(kubeconfig) : file }),
    // Nothing else makes it another cluster, on which everything would have to be created anew.
    ...(facts.id === undefined ? {} : { clusterIdentifier: facts.id }),
  });
}

function namespaceOf(application: Application, { namespace }: Pick<KubernetesConfig, "namespace">): string {
  return namespace ?? `${application.name}-${pulumi.getStack()}`;
}
