import type { Log } from "../../kit/index.ts";
import type { Cluster } from "../cluster/connect.ts";
import type { ServedKind } from "../cluster/kinds.ts";
import { idOf, nameOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { AwaitFailed } from "./await-failed.ts";
import { Change } from "./change.ts";
import { Collection } from "./collection.ts";
import { warningEvents } from "./events.ts";
import { StatusLine } from "./status-line.ts";
import type { Judge, Related, RelatedQuery } from "./verdict.ts";

/** What is waited for, and how. */
export interface Wait {
  readonly cluster: Cluster;
  readonly served: ServedKind;
  /** The object as the API server answered when it was written. */
  readonly live: Manifest;
  readonly judge: Judge;
  readonly timeoutSeconds: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Waits until the object is ready and returns it. @throws AwaitFailed where it does not get ready */
export async function untilReady(wait: Wait): Promise<Manifest> {
  const { live, judge } = wait;
  if (judge.decide(live, {}).state === "ready") return live;
  const change = new Change();
  const status = new StatusLine(wait.log);
  const changed = () => {
    change.happened();
  };
  const own = { namespace: namespaceOf(live), fieldSelector: `metadata.name=${nameOf(live)}` };
  const itself = new Collection(wait.cluster.api, wait.served, own, changed);
  const others = await related(wait, changed);
  const all = [itself, ...Object.values(others)];
  try {
    for (const collection of all) void collection.follow();
    return await decide(wait, itself, others, { change, status });
  } finally {
    status.stop();
    for (const collection of all) collection.stop();
  }
}

async function decide(
  wait: Wait,
  itself: Collection,
  others: Readonly<Record<string, Collection>>,
  { change, status }: { readonly change: Change; readonly status: StatusLine },
): Promise<Manifest> {
  const { judge, signal, timeoutSeconds } = wait;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  deadline.addEventListener("abort", () => {
    change.happened();
  });
  for (;;) {
    const next = change.next();
    const [live] = itself.listed ? itself.items : [wait.live];
    if (live === undefined)
      throw new AwaitFailed(undefined, `${idOf(wait.live)} was deleted while it was waited for`, []);
    const state = stateOf(others);
    const verdict = judge.decide(live, state);
    if (verdict.state === "ready") return live;
    const fail = async (message: string): Promise<never> => {
      throw new AwaitFailed(
        live,
        message,
        await reasons(wait, live, verdict.why, state, [itself, ...Object.values(others)]),
      );
    };
    if (verdict.state === "failed") return fail(`${nameOf(live)} failed`);
    if (signal.aborted) return fail(`the wait for ${nameOf(live)} was interrupted`);
    if (deadline.aborted)
      return fail(`${nameOf(live)} timed out waiting to be ready, after ${timeoutSeconds} s`);
    const [trouble] = judge.troubles?.(live, state) ?? [];
    status.say(trouble === undefined ? verdict.why : `${verdict.why}: ${trouble}`);
    await next;
  }
}

async function related(
  { cluster, judge, live }: Wait,
  changed: () => void,
): Promise<Readonly<Record<string, Collection>>> {
  const queries = Object.entries(judge.related?.(live) ?? {});
  const collections = await Promise.all(
    queries.map(async ([name, query]): Promise<[string, Collection][]> => {
      const served = await cluster.kinds.find(query);
      return served === undefined ? [] : [[name, collectionOf(cluster, served, query, changed)]];
    }),
  );
  return Object.fromEntries(collections.flat());
}

function collectionOf(
  { api }: Cluster,
  served: ServedKind,
  { namespace, labelSelector }: RelatedQuery,
  changed: () => void,
): Collection {
  return new Collection(api, served, { namespace, labelSelector }, changed);
}

function stateOf(others: Readonly<Record<string, Collection>>): Related {
  return Object.fromEntries(Object.entries(others).map(([name, { items }]) => [name, items]));
}

async function reasons(
  { cluster, judge, log }: Wait,
  live: Manifest,
  why: string,
  state: Related,
  collections: readonly Collection[],
): Promise<readonly string[]> {
  const events = await warningEvents(cluster, live, log);
  const problems = collections.map(({ problem }) => problem).filter((problem) => problem !== "");
  return [...new Set([why, ...(judge.troubles?.(live, state) ?? []), ...events, ...problems])];
}
