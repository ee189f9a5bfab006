import { hasUnknown, type Properties, type ResourceHandler } from "../../kit/index.ts";
import { isForbidden, refusesDryRun } from "../cluster/api-error.ts";
import { reachable, type Connection } from "../cluster/connect.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import { listAt } from "../manifest/at.ts";
import { isAnnotated, kindOf, nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { normalize } from "../manifest/normalize.ts";
import { awaitReady } from "./await-ready.ts";
import { sendable } from "./create.ts";
import { explain, unknownKind } from "./explain.ts";
import { fieldManagerOf, outputsOf, ownersWillChange } from "./field-manager.ts";
import { leaveIgnored } from "./ignored.ts";
import { place, type Place } from "./placed.ts";
import { takeOverFields } from "./take-over-fields.ts";
import { previewOfUpdate } from "./preview.ts";

type UpdateRequest = Parameters<ResourceHandler<Connection>["update"]>[0];

/** Applies the new inputs server-side and waits for the object; a preview lets the API server check them. */
export async function update(request: UpdateRequest): Promise<Properties> {
  const { news, oldOutputs, preview } = request;
  reachable(request.connection);
  if (preview && hasUnknown(news)) return previewOfUpdate(news, oldOutputs, undefined);
  const here = await place(normalize(news), request);
  if (here === undefined) {
    if (preview) return previewOfUpdate(news, oldOutputs, undefined);
    throw explain("update", news, unknownKind(kindOf(news)));
  }
  const fieldManager = fieldManagerOf(news, oldOutputs);
  const live = await existing(here);
  if (preview) return previewOfUpdate(news, oldOutputs, await dryRun(here, live, fieldManager, request));
  const owned = await takeOverFields(here, live, fieldManager).catch((error: unknown) => {
    throw explain("update", here.manifest, error);
  });
  const applied = await apply(here, owned, fieldManager, request);
  return outputsOf(await awaitReady(here, applied, fieldManager, request), fieldManager);
}

async function existing({ objects, manifest }: Place): Promise<Manifest> {
  const live = await objects.get(namespaceOf(manifest), nameOf(manifest)).catch((error: unknown) => {
    throw explain("read", manifest, error);
  });
  if (live !== undefined) return live;
  const gone = new Error(
    "it is no longer in the cluster; run `pulumi up --refresh` to have it created again",
  );
  throw explain("update", manifest, gone);
}

async function dryRun(
  { objects, manifest }: Place,
  live: Manifest,
  fieldManager: string,
  request: UpdateRequest,
): Promise<Manifest | undefined> {
  const wanted = sendable(leaveIgnored(manifest, live, fieldManager, request.ignoreChanges));
  const force = isForced(manifest, live, request) || ownersWillChange(live, fieldManager);
  return objects.apply(wanted, { fieldManager, dryRun: true, force }).catch((error: unknown) => {
    if (isForbidden(error) || refusesDryRun(error)) return undefined;
    const explained = explain("update", manifest, error);
    if (!ownersWillChange(live, fieldManager)) throw explained;
    // What others own now stays beside what is new until the update takes it over; that alone may be wrong.
    request.log.warn(`cannot be previewed, as others have changed the object: ${explained.message}`);
    return undefined;
  });
}

async function apply(
  { objects, manifest }: Place,
  live: Manifest,
  fieldManager: string,
  request: UpdateRequest,
): Promise<Manifest> {
  const wanted = sendable(leaveIgnored(manifest, live, fieldManager, request.ignoreChanges));
  const force = isForced(manifest, live, request);
  return objects.apply(wanted, { fieldManager, dryRun: false, force }).catch((error: unknown) => {
    throw explain("update", manifest, error);
  });
}

function isForced(manifest: Manifest, live: Manifest, { connection }: UpdateRequest): boolean {
  const unowned = listAt(live, "metadata", "managedFields").length === 0;
  return (
    unowned || isAnnotated(manifest, ANNOTATION.patchForce) || connection.settings.enablePatchForce === true
  );
}
