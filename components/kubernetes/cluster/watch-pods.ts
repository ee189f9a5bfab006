import { setInterval } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { explainPods, type PodsApi, troubledPods } from "./explain-pods.ts";
import type { Cluster } from "./find-cluster.ts";

/** Whose pods are watched. */
export interface WatchedPods {
  readonly namespace: string;
  /** Seconds that each service has to become ready, by service. */
  readonly patience: Readonly<Record<string, number>>;
}

/** How often the pods are looked at, in milliseconds. */
const INTERVAL = 1000;

/** The explanation must come before the provider gives up, in milliseconds. */
const EARLIER = 5000;

/** A failure may pass; one that is seen this many times is told. */
const SIGHTINGS = 2;

/** What was seen of a service so far. */
interface Sightings {
  readonly failures: number;
  /** Milliseconds that it has not been ready. */
  readonly unready: number;
  readonly told: boolean;
}

const NOTHING_SEEN: Sightings = { failures: 0, unready: 0, told: false };

/**
 * Watches the pods while the program runs, which is as long as Pulumi waits for them, and says why a service does not
 * get on as soon as that is plain. It neither keeps the program running nor lets it fail.
 */
export async function watchPods(
  { config }: Cluster,
  watched: WatchedPods,
  tell: (text: string) => void,
): Promise<void> {
  const { CoreV1Api } = await import("@kubernetes/client-node");
  const looks = setInterval(INTERVAL, INTERVAL, { ref: false });
  try {
    await lookAtPods(config.makeApiClient(CoreV1Api), watched, looks, tell);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell(`The cluster no longer says how its pods get on: ${reason}`);
  }
}

/**
 * Looks at all pods at each turn, and explains each service once: when something failed twice, and at the latest
 * shortly before its time is over.
 *
 * @param looks - each says how many milliseconds have passed since the one before it
 */
export async function lookAtPods(
  core: PodsApi,
  { namespace, patience }: WatchedPods,
  looks: AsyncIterable<number>,
  tell: (text: string) => void,
): Promise<void> {
  const seen = new Map<string, Sightings>();
  const services = Object.keys(patience);
  for await (const passed of looks) {
    const { items } = await core.listNamespacedPod({ namespace, labelSelector: "muelle.service" });
    for (const [service, seconds] of Object.entries(patience)) {
      const pods = items.filter((pod) => serviceOf(pod) === service);
      const now = look(seen.get(service) ?? NOTHING_SEEN, pods, passed);
      const due = now.failures >= SIGHTINGS || now.unready >= seconds * 1000 - EARLIER;
      seen.set(service, { ...now, told: now.told || due });
      if (due && !now.told) tell(await explainPods(core, { namespace, service, services }, pods));
    }
  }
}

/** A service that is scaled to nothing, or has not begun, is in no trouble. */
function look(before: Sightings, pods: readonly V1Pod[], passed: number): Sightings {
  const troubled = troubledPods(pods);
  if (troubled.length === 0) return { ...before, unready: 0 };
  const failing = troubled.some(({ trouble }) => trouble.isFailing);
  return { ...before, failures: before.failures + (failing ? 1 : 0), unready: before.unready + passed };
}

function serviceOf({ metadata }: V1Pod): string | undefined {
  return metadata?.labels?.["muelle.service"];
}
