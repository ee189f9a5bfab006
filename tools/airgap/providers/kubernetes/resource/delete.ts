import type { ResourceHandler } from "../../kit/index.ts";
import { timeoutOf } from "../await/timeout.ts";
import { untilGone } from "../await/until-gone.ts";
import { isConflict, isNotFound } from "../cluster/api-error.ts";
import { reachable, type Connection } from "../cluster/connect.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import {
  annotationOf,
  isAnnotated,
  nameOf,
  namespaceOf,
  type Kind,
  type Manifest,
} from "../manifest/manifest.ts";
import { explain } from "./explain.ts";
import { identified } from "./identified.ts";
import { place, type Place } from "./placed.ts";

type DeleteRequest = Parameters<ResourceHandler<Connection>["delete"]>[0];

/** Deletes the object and waits until it is gone; one that is gone already is no error. */
export async function remove(request: DeleteRequest, token: Kind): Promise<void> {
  const { connection, id, inputs, outputs, log } = request;
  if (connection.cluster === undefined) {
    forget(request);
    return;
  }
  const here = await place(identified(id, inputs, outputs, token), request);
  // Without the definition of its kind no object of it is left.
  if (here === undefined) return;
  const { objects, manifest, cluster, served } = here;
  const live = await objects.get(namespaceOf(manifest), nameOf(manifest)).catch(rethrow(here));
  if (live === undefined) return;
  const policy = propagationPolicy(manifest);
  const gone = await objects.delete(live, policy).then(
    () => false,
    (error: unknown) => {
      // Another object has its name by now: that one is not ours.
      if (isNotFound(error) || isConflict(error)) return true;
      throw explain("delete", manifest, error);
    },
  );
  if (gone || isAnnotated(manifest, ANNOTATION.skipAwait)) return;
  const timeoutSeconds = timeoutOf(manifest, request.timeout);
  await untilGone({ cluster, served, live, timeoutSeconds, log, signal: request.signal }).catch(
    rethrow(here),
  );
}

function forget({ connection, log }: DeleteRequest): void {
  if (connection.settings.deleteUnreachable !== true) {
    try {
      reachable(connection);
    } catch (error) {
      throw new Error(
        "the object cannot be deleted; if the cluster is gone for good, take it out of the state with " +
          "PULUMI_K8S_DELETE_UNREACHABLE=true",
        { cause: error },
      );
    }
  }
  log.warn(`configured Kubernetes cluster is unreachable: ${connection.unreachable}`);
  log.warn("the resource is taken out of the state, as deleteUnreachable is set");
}

const POLICIES: ReadonlyMap<string, string> = new Map([
  ["foreground", "Foreground"],
  ["background", "Background"],
  ["orphan", "Orphan"],
]);

/** What becomes of the objects that belong to it. @throws for a policy that there is not */
export function propagationPolicy(manifest: Manifest): string {
  const wanted = annotationOf(manifest, ANNOTATION.deletionPropagationPolicy) ?? "foreground";
  const policy = POLICIES.get(wanted.toLowerCase());
  if (policy !== undefined) return policy;
  throw new Error(
    `${ANNOTATION.deletionPropagationPolicy}: expected one of ${[...POLICIES.keys()].join(", ")}, not ${wanted}`,
  );
}

function rethrow({ manifest }: Place): (error: unknown) => never {
  return (error) => {
    throw explain("delete", manifest, error);
  };
}
