import type { ContainerInfo } from "dockerode";
import type { Replica } from "../platform.ts";

/** What a container is to its service. */
export function toReplica(container: ContainerInfo, imageNames: ReadonlyMap<string, string>): Replica {
  const { Labels, Names, State, Status, ImageID, Image, Created, Ports } = container;
  const health = healthOf(Status);
  return {
    service: Labels["muelle.service"] ?? "",
    name: (Names[0] ?? "").replace(/^\//, ""),
    number: Labels["com.docker.compose.container-number"] ?? "",
    state: stateOf(State, Status),
    running: State === "running",
    ...(health === undefined ? {} : { health }),
    image: imageNames.get(ImageID) ?? Image,
    ports: publishedPorts(Ports),
    created: Created * 1000,
  };
}

/** `exited (1)` instead of `exited`: whether it was a failure is what people look for. */
function stateOf(state: string, status: string): string {
  const code = /^Exited \((\d+)\)/.exec(status)?.[1];
  return code === undefined ? state : `${state} (${code})`;
}

/** The engine tells the health in its status alone: `Up 3 minutes (healthy)`. */
function healthOf(status: string): Replica["health"] {
  if (status.includes("(healthy)")) return "healthy";
  if (status.includes("(unhealthy)")) return "unhealthy";
  return status.includes("(health: starting)") ? "starting" : undefined;
}

function publishedPorts(ports: ContainerInfo["Ports"]): readonly string[] {
  const published = ports
    // Where a port is published on all addresses, the engine lists it a second time for IPv6.
    .filter(({ PublicPort, IP }) => PublicPort > 0 && IP !== "::")
    .map(({ IP, PublicPort }) => `${IP}:${PublicPort}`);
  return [...new Set(published)].sort();
}
