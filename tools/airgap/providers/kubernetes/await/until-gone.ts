import type { Log } from "../../kit/index.ts";
import type { Cluster } from "../cluster/connect.ts";
import type { ServedKind } from "../cluster/kinds.ts";
import { textAt } from "../manifest/at.ts";
import { nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { AwaitFailed } from "./await-failed.ts";
import { Change } from "./change.ts";
import { Collection } from "./collection.ts";
import { StatusLine } from "./status-line.ts";
import { whyThere } from "./why-there.ts";

/** What is being removed, and how long that may take. */
export interface Removal {
  readonly cluster: Cluster;
  readonly served: ServedKind;
  /** The object as it was when its removal was asked for. */
  readonly live: Manifest;
  readonly timeoutSeconds: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Waits until the object is gone, or another one has its name. @throws AwaitFailed where it stays */
export async function untilGone({
  cluster,
  served,
  live,
  timeoutSeconds,
  log,
  signal,
}: Removal): Promise<void> {
  const name = nameOf(live);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  const change = new Change();
  const status = new StatusLine(log);
  const changed = () => {
    change.happened();
  };
  deadline.addEventListener("abort", changed);
  const query = { namespace: namespaceOf(live), fieldSelector: `metadata.name=${name}` };
  const collection = new Collection(cluster.api, served, query, changed);
  void collection.follow();
  try {
    for (;;) {
      const next = change.next();
      const object = collection.listed ? collection.items[0] : live;
      if (object === undefined || uidOf(object) !== uidOf(live)) return;
      const why = whyThere(object);
      if (signal.aborted)
        throw new AwaitFailed(object, `the wait for the removal of ${name} was interrupted`, [why]);
      if (deadline.aborted) {
        const reasons = [why, collection.problem].filter((reason) => reason !== "");
        throw new AwaitFailed(object, `${name} is still there after ${timeoutSeconds} s`, reasons);
      }
      status.say(why);
      await next;
    }
  } finally {
    status.stop();
    collection.stop();
  }
}

function uidOf(object: Manifest): string {
  return textAt(object, "metadata", "uid") ?? "";
}
