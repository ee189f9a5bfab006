import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";

/** Why a pod is not ready, and where to read more. */
export interface PodTrouble {
  /** Whether something went wrong, or it merely takes its time. */
  readonly isFailing: boolean;
  /** For example `ImagePullBackOff: Back-off pulling image "web:1"`. */
  readonly reason: string;
  /** The container whose log says more; undefined where none has started. */
  readonly container: string | undefined;
  /** Whether that log is the one of the run before, since the container waits to be started again. */
  readonly previous: boolean;
}

/** What keeps a pod from being ready; undefined where it is, or has run to its end. */
export function podTrouble({ status }: V1Pod): PodTrouble | undefined {
  if (status === undefined || status.phase === "Succeeded") return undefined;
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const init = new Set((status.initContainerStatuses ?? []).map(({ name }) => name));
  for (const each of statuses) {
    const trouble = containerTrouble(each, init.has(each.name));
    if (trouble !== undefined) return trouble;
  }
  const scheduled = status.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status === "False")
    return quiet(`${scheduled.reason ?? "Unschedulable"}: ${scheduled.message ?? "no node takes it"}`);
  if (status.reason !== undefined) return quiet(`${status.reason}: ${status.message ?? ""}`.trim());
  return status.phase === "Pending" && statuses.length === 0 ? quiet("it is pending") : undefined;
}

function containerTrouble(
  { name, state, lastState, ready, restartCount }: V1ContainerStatus,
  isInit: boolean,
): PodTrouble | undefined {
  const waiting = state?.waiting;
  const terminated = state?.terminated;
  const running = state?.running;
  if (waiting !== undefined) {
    // What waits for others in the same pod is in no trouble of its own.
    if (waiting.reason === "PodInitializing" || waiting.reason === "ContainerCreating") return undefined;
    const ended = lastState?.terminated;
    const how = ended === undefined ? "" : `, it ${endOf(ended)}`;
    const said = waiting.message === undefined ? "" : `: ${waiting.message}`;
    return {
      reason: `${waiting.reason ?? "Waiting"}${how}${said}`,
      isFailing: true,
      container: restartCount > 0 ? name : undefined,
      previous: restartCount > 0,
    };
  }
  if (terminated !== undefined)
    return isInit && terminated.exitCode === 0
      ? undefined
      : { reason: `it ${endOf(terminated)}`, isFailing: true, container: name, previous: false };
  if (running === undefined || (ready && !isInit)) return undefined;
  if (isInit)
    return { reason: "it waits for its dependencies", isFailing: false, container: name, previous: false };
  const ended = lastState?.terminated;
  if (ended !== undefined) {
    const reason = `it ${endOf(ended)}, and was started again (${restartCount})`;
    return { reason, isFailing: true, container: name, previous: true };
  }
  return {
    reason: "Unready: its health check has not passed",
    isFailing: false,
    container: name,
    previous: false,
  };
}

function endOf({ reason, exitCode }: { readonly reason?: string; readonly exitCode: number }): string {
  if (reason === "OOMKilled")
    return "was killed for want of memory (OOMKilled): raise deploy.resources.limits.memory";
  return `ended with exit code ${exitCode}`;
}

function quiet(reason: string): PodTrouble {
  return { reason, isFailing: false, container: undefined, previous: false };
}
