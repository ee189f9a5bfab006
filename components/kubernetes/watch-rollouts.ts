import { setInterval } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "./cluster/find-cluster.ts";
import { explainRollout, type Rollout, type RolloutApi, rolloutOf, troubledPods } from "./explain-rollout.ts";

/** How often a rollout is looked at, in milliseconds. */
const INTERVAL = 2000;

/** An explanation must come before the provider gives up, in seconds. */
const EARLIER = 5;

/** A failure may pass; one that is seen this many times is told. */
const SIGHTINGS = 2;

/**
 * Watches each rollout while Pulumi waits for it, and says why one does not get on as soon as that is plain: by pods,
 * reasons and log lines. The hooks run in the program; nothing of it is in the state but their names.
 */
export function watchRollouts(cluster: Cluster): pulumi.ResourceHookBinding {
  const watched = new Map<pulumi.URN, AbortController>();
  const begins = new pulumi.ResourceHook("muelle-rollout-begins", ({ urn, newInputs, oldInputs }) => {
    const rollout = rolloutOf(newInputs, oldInputs !== undefined);
    if (rollout === undefined) return;
    const end = new AbortController();
    watched.set(urn, end);
    void watch(cluster, rollout, end.signal);
  });
  const ends = new pulumi.ResourceHook("muelle-rollout-ends", ({ urn }) => {
    watched.get(urn)?.abort();
    watched.delete(urn);
  });
  return { beforeCreate: [begins], beforeUpdate: [begins], afterCreate: [ends], afterUpdate: [ends] };
}

async function watch(cluster: Cluster, rollout: Rollout, signal: AbortSignal): Promise<void> {
  try {
    const { CoreV1Api } = await import("@kubernetes/client-node");
    const core = cluster.config.makeApiClient(CoreV1Api);
    // A rollout that failed never ends here; the program must all the same.
    const looks = setInterval(INTERVAL, INTERVAL, { signal, ref: false });
    await watchRollout(core, rollout, looks, (text) => void pulumi.log.warn(text));
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    void pulumi.log.warn(`services.${rollout.service}: the cluster does not say how it gets on: ${reason}`);
  }
}

/**
 * Looks at a rollout at each turn until it has been explained: when something failed more than once, and at the latest
 * shortly before its deadline.
 *
 * @param looks - each says how many milliseconds have passed since the one before it
 */
export async function watchRollout(
  core: RolloutApi,
  rollout: Rollout,
  looks: AsyncIterable<number>,
  tell: (text: string) => void,
): Promise<void> {
  const deadline = rollout.deadline === undefined ? Infinity : (rollout.deadline - EARLIER) * 1000;
  let failures = 0;
  let elapsed = 0;
  for await (const passed of looks) {
    elapsed += passed;
    const troubled = await troubledPods(core, rollout);
    if (troubled.some(({ trouble }) => trouble.isFailing)) failures++;
    if (failures < SIGHTINGS && elapsed < deadline) continue;
    tell(await explainRollout(core, rollout, troubled));
    return;
  }
}
