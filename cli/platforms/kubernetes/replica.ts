import type { V1Container, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import type { Replica } from "../platform.ts";

/** What a pod is to its service. */
export function toReplica(pod: V1Pod): Replica {
  const name = pod.metadata?.name ?? "";
  const service = pod.metadata?.labels?.["muelle.service"] ?? "";
  const container = mainContainer(pod);
  const status = pod.status?.containerStatuses?.find((one) => one.name === container?.name);
  const health = container?.readinessProbe === undefined ? undefined : healthOf(status);
  return {
    service,
    name,
    number: name.slice(name.lastIndexOf("-") + 1),
    state: stateOf(pod, status),
    running: status?.state?.running !== undefined,
    ...(health === undefined ? {} : { health }),
    image: container?.image ?? "",
    ports: (container?.ports ?? []).map(
      ({ containerPort, protocol = "TCP" }) => `${containerPort}/${protocol.toLowerCase()}`,
    ),
    created: pod.metadata?.creationTimestamp?.getTime() ?? 0,
  };
}

/** The container that runs the service, not what was put beside it. */
export function mainContainer({ metadata, spec }: V1Pod): V1Container | undefined {
  const name = metadata?.annotations?.["kubectl.kubernetes.io/default-container"];
  return spec?.containers.find((one) => one.name === name) ?? spec?.containers[0];
}

function stateOf({ metadata, status }: V1Pod, container: V1ContainerStatus | undefined): string {
  if (metadata?.deletionTimestamp !== undefined) return "terminating";
  const { waiting, running, terminated } = container?.state ?? {};
  if (running !== undefined) return "running";
  if (terminated !== undefined) return `exited (${terminated.exitCode})`;
  const init = status?.initContainerStatuses?.find(({ state }) => state?.terminated?.exitCode !== 0);
  if (init !== undefined) return `init ${init.name}`;
  return waiting?.reason ?? status?.reason ?? (status?.phase ?? "unknown").toLowerCase();
}

function healthOf(status: V1ContainerStatus | undefined): Replica["health"] {
  if (status?.ready === true) return "healthy";
  return status?.started === true ? "unhealthy" : "starting";
}
