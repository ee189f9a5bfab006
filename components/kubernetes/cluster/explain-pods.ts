import type { CoreV1Api, CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { type PodTrouble, podTrouble } from "./pod-trouble.ts";

/** A pod and what keeps it from being ready. */
export interface TroubledPod {
  readonly name: string;
  readonly trouble: PodTrouble;
}

/** What is asked of a cluster. */
export type PodsApi = Pick<CoreV1Api, "listNamespacedPod" | "readNamespacedPodLog" | "listNamespacedEvent">;

const LOG_LINES = 12;

/** More pods of one service seldom say anything new. */
const PODS = 2;

/** The pods that are not ready, the newest first. */
export function troubledPods(pods: readonly V1Pod[]): TroubledPod[] {
  return pods.toSorted(newestFirst).flatMap((pod) => {
    const trouble = podTrouble(pod);
    return trouble === undefined ? [] : [{ name: pod.metadata?.name ?? "", trouble }];
  });
}

/**
 * Why a service does not get on, by pods, reasons and log lines: the provider's words have conditions and events alone.
 *
 * @param pods - all of the service's pods, also those of the version before
 */
export async function explainPods(
  core: PodsApi,
  namespace: string,
  service: string,
  pods: readonly V1Pod[],
): Promise<string> {
  const lines = await Promise.all(
    troubledPods(pods)
      .slice(0, PODS)
      .map(async ({ name, trouble: { reason, container, previous } }) => {
        const heading = `  pod ${name}: ${reason}`;
        if (container === undefined) return heading;
        const [check, logs] = await Promise.all([
          checkLines(core, namespace, name),
          core
            .readNamespacedPodLog({ name, namespace, container, previous, tailLines: LOG_LINES })
            // A pod that is gone by now takes its log with it.
            .catch(() => ""),
        ]);
        return [heading, ...check, ...logLines(logs)].join("\n");
      }),
  );
  const serving = pods.some(isReady);
  return [
    `services.${service}: the ${serving ? "new version" : "service"} does not become ready`,
    ...(lines.length > 0 ? lines : await eventLines(core, namespace, service)),
    ...(serving ? ["  Pods of the version before it that are ready go on serving."] : []),
  ].join("\n");
}

/** What the pod's health check said when it failed last. */
async function checkLines(core: PodsApi, namespace: string, pod: string): Promise<string[]> {
  const fieldSelector = `involvedObject.name=${pod},reason=Unhealthy`;
  const { items } = await core
    .listNamespacedEvent({ namespace, fieldSelector })
    // Who may not read events is told the rest.
    .catch(() => ({ items: [] }));
  const [last] = items.toSorted((a, b) => timeOf(b) - timeOf(a));
  return quoted("its health check said:", last?.message ?? "");
}

function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  return (lastTimestamp ?? eventTime ?? metadata.creationTimestamp)?.getTime() ?? 0;
}

/** Where no pod could be made, whoever should have made it says why. */
async function eventLines(core: PodsApi, namespace: string, service: string): Promise<string[]> {
  const { items } = await core.listNamespacedEvent({ namespace, fieldSelector: "type=Warning" });
  const about = items.filter(({ involvedObject: { name = "" } }) => name.startsWith(service));
  return [...new Set(about.map(({ reason = "", message = "" }) => `  ${reason}: ${message}`))].slice(-3);
}

function isReady({ status }: V1Pod): boolean {
  return status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}

function logLines(logs: string): string[] {
  const lines = quoted("its last log lines:", logs);
  return lines.length > 0 ? lines : ["    it logged nothing"];
}

/** Nothing where nothing was said. */
function quoted(heading: string, text: string): string[] {
  const said = text.trimEnd();
  if (said === "") return [];
  return [`    ${heading}`, ...said.split("\n").map((line) => `      ${line}`)];
}

function newestFirst(a: V1Pod, b: V1Pod): number {
  const time = ({ metadata }: V1Pod): number => metadata?.creationTimestamp?.getTime() ?? 0;
  return time(b) - time(a);
}
