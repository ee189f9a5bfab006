import type { Context } from "../../kit/index.ts";
import { reachable, type Cluster, type Connection } from "../cluster/connect.ts";
import type { ServedKind } from "../cluster/kinds.ts";
import { Objects } from "../cluster/objects.ts";
import { withAt, withoutAt } from "../manifest/at.ts";
import { kindOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";

/** Where an object belongs in a cluster that serves its kind. */
export interface Place {
  readonly cluster: Cluster;
  readonly served: ServedKind;
  readonly objects: Objects;
  /** The object with its namespace, or without one where it belongs to the whole cluster. */
  readonly manifest: Manifest;
}

/** Undefined where the cluster does not serve the kind. @throws where the cluster does not answer */
export async function place(manifest: Manifest, context: Context<Connection>): Promise<Place | undefined> {
  const cluster = reachable(context.connection);
  const served = await cluster.kinds.find(kindOf(manifest));
  if (served === undefined) return undefined;
  const objects = new Objects(cluster.api, served, context.log, context.signal);
  return { cluster, served, objects, manifest: placed(manifest, served.namespaced, context.connection) };
}

function placed(manifest: Manifest, namespaced: boolean, { defaultNamespace }: Connection): Manifest {
  if (!namespaced) return withoutAt(manifest, ["metadata", "namespace"]);
  if (namespaceOf(manifest) !== undefined) return manifest;
  return withAt(manifest, ["metadata", "namespace"], defaultNamespace);
}
