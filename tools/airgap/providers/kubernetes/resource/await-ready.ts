import { ResourceInitFailed, type Context } from "../../kit/index.ts";
import { AwaitFailed } from "../await/await-failed.ts";
import { judgeOf } from "../await/judges.ts";
import { timeoutOf } from "../await/timeout.ts";
import { untilReady } from "../await/wait.ts";
import type { Connection } from "../cluster/connect.ts";
import { idOf, type Manifest } from "../manifest/manifest.ts";
import { outputsOf } from "./field-manager.ts";
import type { Place } from "./placed.ts";
import { redact } from "./redact.ts";
import { secretsOf } from "./secrets.ts";

/** Waits for an object that was written and returns it. @throws ResourceInitFailed where it does not get ready */
export async function awaitReady(
  { cluster, served, manifest }: Place,
  live: Manifest,
  fieldManager: string,
  { log, signal, timeout }: Context<Connection>,
): Promise<Manifest> {
  const judge = judgeOf(manifest);
  if (judge === undefined) return live;
  const timeoutSeconds = timeoutOf(manifest, timeout);
  try {
    return await untilReady({ cluster, served, live, judge, timeoutSeconds, log, signal });
  } catch (error) {
    if (!(error instanceof AwaitFailed)) throw error;
    const last = error.live ?? live;
    const reason = `the Kubernetes API server reported that "${idOf(last)}" failed to fully initialize or become live: ${error.message}`;
    throw new ResourceInitFailed(idOf(last), outputsOf(last, fieldManager), redact(reason, manifest), {
      secrets: secretsOf(manifest),
    });
  }
}
