import type { CoreV1Api, V1Pod } from "@kubernetes/client-node";
import { type PodTrouble, podTrouble } from "./cluster/pod-trouble.ts";

/** A workload on its way to a new version. */
export interface Rollout {
  /** Name of the service. */
  readonly service: string;
  readonly namespace: string;
  /** Selects its pods. */
  readonly selector: string;
  /** Whether there was a version before it. */
  readonly isUpdate: boolean;
  /** Seconds after which Kubernetes gives it up; undefined: never. */
  readonly deadline: number | undefined;
}

/** A pod and what keeps it from being ready. */
export interface TroubledPod {
  readonly name: string;
  readonly trouble: PodTrouble;
}

/** What is asked of a cluster. */
export type RolloutApi = Pick<
  CoreV1Api,
  "listNamespacedPod" | "readNamespacedPodLog" | "listNamespacedEvent"
>;

const LOG_LINES = 12;

/** More pods of one service seldom say anything new. */
const PODS = 2;

/** The workload that an operation is about; undefined for what has no pods. */
export function rolloutOf(newInputs: unknown, isUpdate: boolean): Rollout | undefined {
  const namespace = textAt(newInputs, ["metadata", "namespace"]);
  const labels = ["metadata", "labels"];
  const service = textAt(newInputs, [...labels, "muelle.service"]);
  const keys = ["app.kubernetes.io/name", "app.kubernetes.io/instance"];
  const selector = keys.map((key) => `${key}=${textAt(newInputs, [...labels, key]) ?? ""}`).join(",");
  if (namespace === undefined || service === undefined) return undefined;
  const deadline = at(newInputs, ["spec", "progressDeadlineSeconds"]);
  return {
    service,
    namespace,
    selector,
    isUpdate,
    deadline: typeof deadline === "number" ? deadline : undefined,
  };
}

/** Its pods that are not ready, the newest first. */
export async function troubledPods(
  core: RolloutApi,
  { namespace, selector }: Rollout,
): Promise<TroubledPod[]> {
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: selector });
  return items.sort(newestFirst).flatMap((pod) => {
    const trouble = podTrouble(pod);
    return trouble === undefined ? [] : [{ name: pod.metadata?.name ?? "", trouble }];
  });
}

/** Why a rollout does not get on, by pods, reasons and log lines: the provider's words have conditions and events alone. */
export async function explainRollout(
  core: RolloutApi,
  { service, namespace, isUpdate }: Rollout,
  troubled: readonly TroubledPod[],
): Promise<string> {
  const lines = await Promise.all(
    troubled.slice(0, PODS).map(async ({ name, trouble: { reason, container, previous } }) => {
      const heading = `  pod ${name}: ${reason}`;
      if (container === undefined) return heading;
      const logs = await core
        .readNamespacedPodLog({ name, namespace, container, previous, tailLines: LOG_LINES })
        // A pod that is gone by now takes its log with it.
        .catch(() => "");
      return [heading, ...logLines(logs.trimEnd())].join("\n");
    }),
  );
  return [
    `services.${service}: the ${isUpdate ? "new version" : "service"} does not become ready`,
    ...(lines.length > 0 ? lines : await eventLines(core, namespace, service)),
    ...(isUpdate ? ["  Pods of the version before it that are ready go on serving."] : []),
  ].join("\n");
}

/** Where no pod could be made, whoever should have made it says why. */
async function eventLines(core: RolloutApi, namespace: string, service: string): Promise<string[]> {
  const { items } = await core.listNamespacedEvent({ namespace, fieldSelector: "type=Warning" });
  const about = items.filter(({ involvedObject: { name = "" } }) => name.startsWith(service));
  const said = [...new Set(about.map(({ reason = "", message = "" }) => `  ${reason}: ${message}`))];
  return said.length === 0 ? ["  none of its pods is in trouble any more"] : said.slice(-3);
}

function logLines(logs: string): string[] {
  if (logs === "") return ["    it logged nothing"];
  return ["    its last log lines:", ...logs.split("\n").map((line) => `      ${line}`)];
}

function newestFirst(a: V1Pod, b: V1Pod): number {
  const time = ({ metadata }: V1Pod): number => metadata?.creationTimestamp?.getTime() ?? 0;
  return time(b) - time(a);
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  const found = at(value, path);
  return typeof found === "string" ? found : undefined;
}

function at(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return at(new Map<string, unknown>(Object.entries(value)).get(key), rest);
}
