import { isProperties, type Log } from "../../kit/index.ts";
import type { Cluster } from "../cluster/connect.ts";
import { collectionPath } from "../cluster/kinds.ts";
import { listAt, textAt } from "../manifest/at.ts";
import { namespaceOf, type Manifest } from "../manifest/manifest.ts";

/** How many events one error message speaks of. */
const EVENTS = 3;

/** The last warnings of the cluster about the object itself, such as that its pods are refused. */
export async function warningEvents(
  { api, kinds }: Cluster,
  object: Manifest,
  log: Log,
): Promise<readonly string[]> {
  try {
    const served = await kinds.find({ apiVersion: "v1", kind: "Event" });
    if (served === undefined) return [];
    const uid = textAt(object, "metadata", "uid") ?? "";
    const { body } = await api.request({
      method: "GET",
      path: collectionPath(served, namespaceOf(object) ?? "default"),
      query: { fieldSelector: `involvedObject.uid=${uid},type=Warning` },
      signal: AbortSignal.timeout(5_000),
    });
    const events = listAt(body, "items")
      .filter(isProperties)
      .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))
      .map((event) => `[${textAt(event, "reason") ?? ""}] ${textAt(event, "message") ?? ""}`);
    return [...new Set(events)].slice(-EVENTS);
  } catch (error) {
    // They explain the error; that they cannot be had must not hide it.
    log.debug(`cannot read the events: ${String(error)}`);
    return [];
  }
}

function timeOf(event: Manifest): string {
  return (
    textAt(event, "lastTimestamp") ??
    textAt(event, "eventTime") ??
    textAt(event, "metadata", "creationTimestamp") ??
    ""
  );
}
