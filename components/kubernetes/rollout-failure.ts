import * as pulumi from "@pulumi/pulumi";
import type { CoreV1Api, V1Pod } from "@kubernetes/client-node";
import type { Cluster } from "./cluster/find-cluster.ts";
import { podTrouble } from "./cluster/pod-trouble.ts";

/** What a workload's pods are found by. */
export interface FailedWorkload {
  /** Name of the service. */
  readonly service: string;
  readonly namespace: string;
  readonly selector: string;
  /** Whether there was a version before it. */
  readonly isUpdate: boolean;
}

const LOG_LINES = 12;

/** More pods of one service seldom say anything new. */
const PODS = 2;

/**
 * Says why a rollout failed, by pods, reasons and log lines; the provider's error has conditions and events alone.
 * It runs in the program, when Pulumi has given up waiting, and asks for no second try.
 */
export function rolloutExplainer(cluster: Cluster): pulumi.ErrorHook {
  return new pulumi.ErrorHook("muelle-rollout-failure", async (args) => {
    const workload = failedWorkload(args);
    if (workload === undefined) return false;
    try {
      const { CoreV1Api } = await import("@kubernetes/client-node");
      const text = await explainRollout(cluster.config.makeApiClient(CoreV1Api), workload);
      await pulumi.log.error(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await pulumi.log.warn(`services.${workload.service}: the cluster does not say more: ${reason}`);
    }
    return false;
  });
}

/** What failed, as far as the hook is told; undefined for what has no pods. */
export function failedWorkload({
  failedOperation,
  newInputs,
}: Pick<pulumi.ErrorHookArgs, "failedOperation" | "newInputs">): FailedWorkload | undefined {
  if (failedOperation === "delete" || newInputs === undefined) return undefined;
  const namespace = textAt(newInputs, ["metadata", "namespace"]);
  const labels = ["metadata", "labels"];
  const service = textAt(newInputs, [...labels, "muelle.service"]);
  const keys = ["app.kubernetes.io/name", "app.kubernetes.io/instance"];
  const selector = keys.map((key) => `${key}=${textAt(newInputs, [...labels, key]) ?? ""}`).join(",");
  if (namespace === undefined || service === undefined) return undefined;
  return { service, namespace, selector, isUpdate: failedOperation === "update" };
}

/** The message for a failed rollout. */
export async function explainRollout(
  core: Pick<CoreV1Api, "listNamespacedPod" | "readNamespacedPodLog" | "listNamespacedEvent">,
  { service, namespace, selector, isUpdate }: FailedWorkload,
): Promise<string> {
  const { items } = await core.listNamespacedPod({ namespace, labelSelector: selector });
  const troubled = items
    .sort(newestFirst)
    .flatMap((pod) => {
      const trouble = podTrouble(pod);
      return trouble === undefined ? [] : [{ name: pod.metadata?.name ?? "", trouble }];
    })
    .slice(0, PODS);
  const lines = await Promise.all(
    troubled.map(async ({ name, trouble: { reason, container, previous } }) => {
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
    `services.${service}: the ${isUpdate ? "new version" : "service"} did not become ready`,
    ...(lines.length > 0 ? lines : await eventLines(core, namespace, service)),
    ...(isUpdate
      ? [
          "  Pods of the version before it that are ready go on serving. Mend the service and run `pulumi up` again.",
        ]
      : []),
  ].join("\n");
}

/** Where no pod could be made, whoever should have made it says why. */
async function eventLines(
  core: Pick<CoreV1Api, "listNamespacedEvent">,
  namespace: string,
  service: string,
): Promise<string[]> {
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
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === "string" ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  return textAt(new Map<string, unknown>(Object.entries(value)).get(key), rest);
}
