import { isProperties, type Value } from "../../kit/index.ts";
import { at, listAt, mapAt, numberAt, textAt } from "../manifest/at.ts";
import { idOf, namespaceOf, type Manifest } from "../manifest/manifest.ts";
import { conditionOf, describeCondition, hasCondition } from "./conditions.ts";
import { labelSelector } from "./selector.ts";
import type { RelatedQuery } from "./verdict.ts";

/** How many pods one error message speaks of. */
const PODS = 5;

/** The pods that a workload's selector finds. */
export function podsOf(workload: Manifest): RelatedQuery {
  return {
    apiVersion: "v1",
    kind: "Pod",
    namespace: namespaceOf(workload),
    labelSelector: labelSelector(at(workload, "spec", "selector")),
  };
}

/** What keeps pods from being ready: one line for each. Pods that are on their way out do not count. */
export function podTroubles(pods: readonly Manifest[]): readonly string[] {
  return pods
    .filter((pod) => textAt(pod, "metadata", "deletionTimestamp") === undefined)
    .map((pod) => ({ pod, trouble: podTrouble(pod) }))
    .filter(({ trouble }) => trouble !== "")
    .slice(0, PODS)
    .map(({ pod, trouble }) => `[Pod ${idOf(pod)}]: ${trouble}`);
}

function podTrouble(pod: Manifest): string {
  if (textAt(pod, "status", "phase") === "Succeeded") return "";
  const scheduled = conditionOf(pod, "PodScheduled");
  if (textAt(scheduled, "status") === "False") return describeCondition(scheduled);
  const containers = ["initContainerStatuses", "containerStatuses"]
    .flatMap((list) => listAt(pod, "status", list))
    .map(containerTrouble)
    .filter((trouble) => trouble !== "");
  if (containers.length > 0) return containers.join("; ");
  const ready = conditionOf(pod, "Ready");
  if (hasCondition(pod, "Ready") || textAt(ready, "reason") === "PodCompleted") return "";
  const [phase, reason] = [textAt(pod, "status", "phase"), textAt(pod, "status", "reason")];
  const message = textAt(pod, "status", "message") ?? describeCondition(ready);
  return [phase, reason, message].filter((part) => part !== undefined && part !== "").join(": ");
}

/** `container "web": [ImagePullBackOff] Back-off pulling image "..."`. */
function containerTrouble(status: Value): string {
  const name = textAt(status, "name") ?? "";
  const waitingFor = at(status, "state", "waiting");
  if (waitingFor !== undefined) {
    const reason = textAt(waitingFor, "reason") ?? "";
    // The usual way to a running container.
    if (["ContainerCreating", "PodInitializing"].includes(reason)) return "";
    const last = lastEnd(status);
    const said = describeCondition(waitingFor);
    return `container "${name}": ${said}${last === "" ? "" : ` (last time it ${last})`}`;
  }
  const ended = at(status, "state", "terminated");
  if (ended !== undefined && numberAt(ended, "exitCode") !== 0)
    return `container "${name}": it ${ending(ended)}`;
  const running = isProperties(at(status, "state", "running"));
  if (running && mapAt(status)["ready"] === false && mapAt(status)["started"] !== undefined) {
    const last = lastEnd(status);
    return `container "${name}": running but not ready${last === "" ? "" : `; last time it ${last}`}`;
  }
  return "";
}

function lastEnd(status: Value): string {
  const last = at(status, "lastState", "terminated");
  return last === undefined ? "" : ending(last);
}

function ending(terminated: Value): string {
  const reason = textAt(terminated, "reason");
  const message = textAt(terminated, "message")?.trim();
  return [
    `ended with exit code ${numberAt(terminated, "exitCode") ?? "unknown"}`,
    reason === undefined ? "" : ` [${reason}]`,
    message === undefined || message === "" ? "" : `: ${message}`,
  ].join("");
}
