import type { Log } from "../../kit/index.ts";
import type { Cluster } from "../cluster/connect.ts";
import type { ServedKind } from "../cluster/kinds.ts";
import { idOf, nameOf, type Manifest } from "../manifest/manifest.ts";
import { AwaitFailed } from "./await-failed.ts";
import { Change } from "./change.ts";
import { warningEvents } from "./events.ts";
import { Scene } from "./scene.ts";
import { StatusLine } from "./status-line.ts";
import type { Judge } from "./verdict.ts";

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
  const { cluster, served, live, judge } = wait;
  if (judge.decide(live, {}).state === "ready") return live;
  const change = new Change();
  const status = new StatusLine(wait.log);
  const scene = await Scene.open(cluster, served, live, judge.related?.(live) ?? {}, () => {
    change.happened();
  });
  try {
    return await follow(wait, scene, change, status);
  } finally {
    status.stop();
    scene.close();
  }
}

async function follow(wait: Wait, scene: Scene, change: Change, status: StatusLine): Promise<Manifest> {
  const { judge, signal } = wait;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(wait.timeoutSeconds * 1000)]);
  deadline.addEventListener("abort", () => {
    change.happened();
  });
  for (;;) {
    const next = change.next();
    const live = scene.isVisible ? scene.object : wait.live;
    if (live === undefined) {
      throw new AwaitFailed(undefined, `${idOf(wait.live)} was deleted while it was waited for`, []);
    }
    const verdict = judge.decide(live, scene.related);
    if (verdict.state === "ready") return live;
    // Before everything was seen nothing can be said of why it is not ready.
    const isFinal = deadline.aborted || (verdict.state === "failed" && scene.isKnown);
    if (isFinal) throw await failure(wait, live, scene, verdict);
    if (scene.isKnown) {
      const [trouble] = judge.troubles?.(live, scene.related) ?? [];
      status.say(trouble === undefined ? verdict.why : `${verdict.why}: ${trouble}`);
    }
    await next;
  }
}

async function failure(
  { cluster, judge, log, signal, timeoutSeconds }: Wait,
  live: Manifest,
  scene: Scene,
  { state, why }: { readonly state: "waiting" | "failed"; readonly why: string },
): Promise<AwaitFailed> {
  const troubles = judge.troubles?.(live, scene.related) ?? [];
  const events = await warningEvents(cluster, live, log);
  const reasons = [...new Set([why, ...troubles, ...events, ...scene.problems])];
  const name = nameOf(live);
  if (state === "failed") return new AwaitFailed(live, `${name} failed`, reasons);
  if (signal.aborted) return new AwaitFailed(live, `the wait for ${name} was interrupted`, reasons);
  return new AwaitFailed(live, `${name} timed out waiting to be ready, after ${timeoutSeconds} s`, reasons);
}
