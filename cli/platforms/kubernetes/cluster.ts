import type { KubeConfig } from "@kubernetes/client-node";
import { MuelleError } from "../../../components/application/errors.ts";
import { findCluster } from "../../../components/kubernetes/cluster/find-cluster.ts";
import { projectFolder } from "../../stack/project-folder.ts";
import { pulumi } from "../../stack/pulumi.ts";
import { textOf } from "../../stack/state.ts";

/** Where Pulumi is asked for what the state has only encrypted. */
export interface ClusterContext {
  readonly env: NodeJS.ProcessEnv;
  readonly directory: string;
  readonly stack?: string;
}

/**
 * The cluster that an application was deployed to: by its provider's kubeconfig and context, and by the stack's
 * configuration for what the provider was not told in clear.
 *
 * @param provider - the provider's inputs
 * @throws {MuelleError} where it cannot be found
 */
export async function clusterOf(
  provider: Readonly<Record<string, unknown>>,
  context: ClusterContext,
): Promise<KubeConfig> {
  const secret = provider["kubeconfig"] !== undefined && typeof provider["kubeconfig"] !== "string";
  const { cluster, faults } = await findCluster({
    kubeconfig: secret ? await configured("muelle:kubeconfig", context) : textOf(provider["kubeconfig"]),
    context: textOf(provider["context"]),
  });
  if (cluster === undefined) throw new MuelleError("The cluster cannot be found.", faults);
  return cluster.config;
}

async function configured(key: string, { env, directory, stack }: ClusterContext): Promise<string> {
  const named = stack === undefined ? [] : ["--stack", stack];
  const value = await pulumi(`reading ${key}`, ["config", "get", key, ...named], {
    folder: projectFolder(directory),
    env,
  });
  return value.trim();
}
