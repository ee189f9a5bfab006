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

/** Whose pods are explained. */
export interface ExplainedService {
  readonly namespace: string;
  readonly service: string;
  /** Names of all services of the namespace, this one among them. */
  readonly services: readonly string[];
}

/**
 * Why a service does not get on, by pods, reasons and log lines: the provider's words have conditions and events alone.
 *
 * @param pods - all of the service's pods, also those of the version before
 */
export async function explainPods(
  core: PodsApi,
  explained: ExplainedService,
  pods: readonly V1Pod[],
): Promise<string> {
  const { namespace, service } = explained;
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
    ...(lines.length > 0 ? lines : await eventLines(core, explained)),
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
async function eventLines(
  core: PodsApi,
  { namespace, service, services }: ExplainedService,
): Promise<string[]> {
  const { items } = await core
    .listNamespacedEvent({ namespace, fieldSelector: "type=Warning" })
    // Who may not read events is told the rest.
    .catch(() => ({ items: [] }));
  const about = items.filter(({ involvedObject: { name = "" } }) => ownerOf(name, services) === service);
  return [...new Set(about.map(({ reason = "", message = "" }) => `  ${reason}: ${message}`))].slice(-3);
}

/**
 * The service that an object is named after. Deployments, StatefulSets and Services have its name, and what they make
 * has more at its end: `web-5d8f`. The name of a Job, and of its pods, comes from Pulumi: `shop-web-pods-0a1b2c3d`.
 */
function ownerOf(object: string, services: readonly string[]): string | undefined {
  const named = services.filter(
    (service) =>
      object === service ||
      object.startsWith(`${service}-`) ||
      new RegExp(`-${service}-pods-[0-9a-f]{8}(?:-|$)`).test(object),
  );
  // The object "web-admin-5d8f" is not one of the service "web" where there is a service "web-admin".
  return named.toSorted((a, b) => b.length - a.length)[0];
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
