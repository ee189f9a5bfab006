import { setTimeout as delay } from "node:timers/promises";
import { hasUnknown, type CreateResult, type ResourceHandler } from "../../kit/index.ts";
import { alreadyExists, comesLater, isForbidden, refusesDryRun } from "../cluster/api-error.ts";
import { reachable, type Connection } from "../cluster/connect.ts";
import { withDashes } from "../manifest/dashes.ts";
import { idOf, kindOf, withoutServerFields, type Manifest } from "../manifest/manifest.ts";
import { awaitReady } from "./await-ready.ts";
import { explain, unknownKind } from "./explain.ts";
import { CREATOR, fieldManagerOf, outputsOf } from "./field-manager.ts";
import { place, type Place } from "./placed.ts";
import { takeOverFields } from "./take-over-fields.ts";
import { previewOfCreation } from "./preview.ts";

type CreateRequest = Parameters<ResourceHandler<Connection>["create"]>[0];

/** The times between attempts where the namespace, or the kind, may be on its way. */
const RETRIES_MS = [500, 1_000, 2_000, 4_000];

/** Creates the object and waits for it; a preview lets the API server check it without keeping it. */
export async function create(request: CreateRequest): Promise<CreateResult> {
  const { inputs, preview, signal } = request;
  if (preview) return { id: "", outputs: await previewCreation(request) };
  const here = await placeEventually(request);
  const fieldManager = fieldManagerOf(inputs, {});
  const created = await createEventually(here, signal);
  // Its owner from now on is the one that applies: else the next preview would be told that it may not remove anything.
  const live = await takeOverFields(here, created, fieldManager).catch((error: unknown) => {
    request.log.debug(`the first update will take over the fields: ${String(error)}`);
    return created;
  });
  const ready = await awaitReady(here, live, fieldManager, request);
  return { id: idOf(ready), outputs: outputsOf(ready, fieldManager) };
}

async function previewCreation(request: CreateRequest): Promise<CreateResult["outputs"]> {
  const { inputs } = request;
  reachable(request.connection);
  if (hasUnknown(inputs)) return previewOfCreation(inputs, undefined);
  const here = await place(inputs, request);
  // The definition of the kind may be made by the same update.
  if (here === undefined) return previewOfCreation(inputs, undefined);
  const dryRun = await here.objects
    .create(sendable(here.manifest), { fieldManager: CREATOR, dryRun: true })
    .catch((error: unknown) => {
      // What the same update makes, or removes, or may do although a preview may not: only the real run will tell.
      const later = [comesLater, alreadyExists, isForbidden, refusesDryRun].some((passes) => passes(error));
      const explained = explain("create", here.manifest, error);
      if (!later) throw explained;
      if (isForbidden(error)) request.log.warn(`${explained.message} (as things are now)`);
      return undefined;
    });
  return previewOfCreation(inputs, dryRun);
}

async function placeEventually(request: CreateRequest): Promise<Place> {
  for (const pause of RETRIES_MS) {
    const here = await place(request.inputs, request);
    if (here !== undefined) return here;
    request.log.status("the API does not serve its kind yet");
    await delay(pause, undefined, { signal: request.signal });
  }
  const here = await place(request.inputs, request);
  if (here !== undefined) return here;
  throw explain("create", request.inputs, unknownKind(kindOf(request.inputs)));
}

async function createEventually({ objects, manifest }: Place, signal: AbortSignal): Promise<Manifest> {
  const options = { fieldManager: CREATOR, dryRun: false };
  for (const pause of [...RETRIES_MS, undefined]) {
    try {
      return await objects.create(sendable(manifest), options);
    } catch (error) {
      if (pause === undefined || !comesLater(error)) throw explain("create", manifest, error);
      await delay(pause, undefined, { signal });
    }
  }
  throw new TypeError("the last attempt either creates or throws");
}

/** What is sent of the inputs. */
export function sendable(manifest: Manifest): Manifest {
  const given = Object.entries(withDashes(withoutServerFields(manifest))).filter(
    ([name]) => !name.startsWith("__"),
  );
  return Object.fromEntries(given.filter(([name]) => name !== "status"));
}
