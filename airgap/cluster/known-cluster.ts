import { existsSync } from "node:fs";
import type { LocalCluster } from "../../base/environment.ts";
import { knownRegistry } from "../registry/registry.ts";
import { INGRESS_CLASS } from "./addons/traefik.ts";
import { LISTENERS } from "./addresses.ts";
import { clusterLayout } from "./layout.ts";

/** The name of the administrator's context in the kubeconfig. */
const CONTEXT = "muelle";

/** The cluster that was brought up on this machine; undefined when there is none. */
export async function knownCluster(cache: string): Promise<LocalCluster | undefined> {
  const { kubeconfig } = clusterLayout(cache);
  if (!existsSync(kubeconfig)) return undefined;
  const registry = await knownRegistry(cache);
  return {
    kubeconfig,
    context: CONTEXT,
    ingressClass: INGRESS_CLASS,
    ingressPort: LISTENERS.ingressHttp.port,
    ...(registry === undefined ? {} : { registry: registry.host }),
  };
}
