import type { Log } from "../../kit/index.ts";
import type { Cluster } from "../cluster/connect.ts";
import { Objects } from "../cluster/objects.ts";
import { kindOf, type Manifest } from "../manifest/manifest.ts";
import { isForbidden } from "../cluster/api-error.ts";
import { judgeOf } from "./judges.ts";
import type { Related } from "./verdict.ts";

/** The kinds whose readiness a refresh looks at, as the real provider does. */
const KINDS: ReadonlySet<string> = new Set([
  "DaemonSet",
  "Deployment",
  "Ingress",
  "Job",
  "Pod",
  "Service",
  "StatefulSet",
]);

/** Why the object is not ready at this moment; empty where it is, or where nobody asks that of its kind. */
export async function glance(
  cluster: Cluster,
  live: Manifest,
  log: Log,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const judge = KINDS.has(kindOf(live).kind) ? judgeOf(live) : undefined;
  if (judge === undefined || judge.isCalm?.(live) === true) return [];
  const queries = Object.entries(judge.related?.(live) ?? {});
  const lists = await Promise.all(
    queries.map(async ([name, query]): Promise<[string, readonly Manifest[]]> => {
      const served = await cluster.kinds.find(query);
      if (served === undefined) return [name, []];
      const objects = new Objects(cluster.api, served, log, signal);
      return [name, await objects.list(query.namespace, query.labelSelector).catch(none)];
    }),
  );
  const related: Related = Object.fromEntries(lists);
  const verdict = judge.decide(live, related);
  if (verdict.state === "ready") return [];
  return [...new Set([verdict.why, ...(judge.troubles?.(live, related) ?? [])])];
}

function none(error: unknown): readonly Manifest[] {
  if (isForbidden(error)) return [];
  throw error;
}
