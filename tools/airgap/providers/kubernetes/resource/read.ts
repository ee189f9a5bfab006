import {
  ResourceInitFailed,
  type Properties,
  type ReadResult,
  type ResourceHandler,
} from "../../kit/index.ts";
import { canonicalText } from "../../kit/value.ts";
import { glance } from "../await/glance.ts";
import type { Connection } from "../cluster/connect.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { mapAt, withoutAt } from "../manifest/at.ts";
import {
  idOf,
  kindOf,
  parseId,
  withoutServerFields,
  type Kind,
  type Manifest,
} from "../manifest/manifest.ts";
import { normalize } from "../manifest/normalize.ts";
import { prune } from "../manifest/prune.ts";
import { explain } from "./explain.ts";
import { fieldManagerOf, outputsOf } from "./field-manager.ts";
import { identified } from "./identified.ts";
import { place, type Place } from "./placed.ts";
import { redact } from "./redact.ts";
import { secretsOf } from "./secrets.ts";

type ReadRequest = Parameters<ResourceHandler<Connection>["read"]>[0];

/**
 * Reads the live object. Its inputs are what became of those that the program gave, so that drift shows; for an import
 * they are the whole object. Undefined where it is gone. @throws ResourceInitFailed where it is there but not ready
 */
export async function read(request: ReadRequest, token: Kind): Promise<ReadResult | undefined> {
  const { connection, id, inputs, outputs, log } = request;
  if (connection.cluster === undefined && connection.settings.deleteUnreachable === true) {
    log.warn(`configured Kubernetes cluster is unreachable: ${connection.unreachable}`);
    log.warn("the resource is taken out of the state, as deleteUnreachable is set");
    return undefined;
  }
  const here = await place(identified(id, inputs, outputs, token), request);
  if (here === undefined) return undefined;
  const live = await liveObject(here, id);
  if (live === undefined) return undefined;
  const imported = Object.keys(inputs).length === 0;
  const result: ReadResult = {
    id,
    inputs: imported ? importedInputs(live) : currentInputs(live, inputs),
    outputs: outputsOf(live, fieldManagerOf(inputs, outputs)),
  };
  await complain(here, live, result, request);
  return result;
}

function liveObject({ objects, manifest, served }: Place, id: string): Promise<Manifest | undefined> {
  const { name } = parseId(id);
  const namespace = served.namespaced ? mapAt(manifest, "metadata")["namespace"] : undefined;
  return objects.get(typeof namespace === "string" ? namespace : undefined, name).catch((error: unknown) => {
    throw explain("read", manifest, error);
  });
}

/** The inputs in their own words where nothing has changed, else what became of them. */
function currentInputs(live: Manifest, inputs: Properties): Properties {
  const wanted = normalize(inputs);
  const pruned = prune(live, wanted);
  return canonicalText(pruned) === canonicalText(wanted) ? inputs : pruned;
}

function importedInputs(live: Manifest): Properties {
  const noted = [ANNOTATION.lastApplied, "deployment.kubernetes.io/revision"];
  const given = noted.reduce<Manifest>(
    (manifest, name) => withoutAt(manifest, ["metadata", "annotations", name]),
    withoutAt(withoutServerFields(live), ["status"]),
  );
  const unannotated = Object.keys(mapAt(given, "metadata", "annotations")).length === 0;
  return unannotated ? withoutAt(given, ["metadata", "annotations"]) : given;
}

async function complain(
  here: Place,
  live: Manifest,
  result: ReadResult,
  request: ReadRequest,
): Promise<void> {
  const { cluster } = here;
  const { log, signal } = request;
  const troubles = await glance(cluster, live, log, signal);
  if (troubles.length === 0) return;
  const reason = [`${kindOf(live).kind} ${idOf(live)} is not ready`, ...troubles].join("\n    - ");
  throw new ResourceInitFailed(result.id, result.outputs, redact(reason, live), {
    inputs: result.inputs,
    secrets: secretsOf(kindOf(live)),
  });
}
