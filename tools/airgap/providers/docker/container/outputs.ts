import type { ContainerInspectInfo } from "dockerode";
import { isList, isProperties, type Properties, type Value } from "../../kit/index.ts";
import { portList } from "./ports.ts";

const MEGABYTE = 1024 * 1024;

/** The outputs of a container: its inputs, what was really seen of them, and what only the engine knows. */
export function outputsOf(given: Properties, info: ContainerInspectInfo): Properties {
  return { ...defaultsOf(info), ...given, ...observed(given, info), ...engineOutputs(info) };
}

/** What the container has although the program did not ask for it: from its image or from the engine. */
function defaultsOf({ Config, HostConfig }: ContainerInspectInfo): Properties {
  return {
    hostname: Config.Hostname,
    command: Array.isArray(Config.Cmd) ? [...Config.Cmd] : [],
    entrypoints: [Config.Entrypoint ?? []].flat(),
    init: HostConfig.Init ?? false,
    ipcMode: HostConfig.IpcMode ?? "",
    logDriver: HostConfig.LogConfig?.Type ?? "",
    runtime: HostConfig.Runtime ?? "",
    shmSize: (HostConfig.ShmSize ?? 0) / MEGABYTE,
  };
}

/** What may have been changed behind Pulumi's back. */
function observed(given: Properties, info: ContainerInspectInfo): Properties {
  const { Config, HostConfig, State } = info;
  return {
    name: info.Name.replace(/^\//, ""),
    // An image given by its id is compared with the id, one given by its name with the name.
    image: typeof given.image === "string" && given.image.startsWith("sha256:") ? info.Image : Config.Image,
    restart: restartName(HostConfig.RestartPolicy?.Name),
    maxRetryCount: HostConfig.RestartPolicy?.MaximumRetryCount ?? 0,
    memory: (HostConfig.Memory ?? 0) / MEGABYTE,
    memoryReservation: (HostConfig.MemoryReservation ?? 0) / MEGABYTE,
    cpuShares: HostConfig.CpuShares ?? 0,
    cpuSet: HostConfig.CpusetCpus ?? "",
    networkMode: HostConfig.NetworkMode ?? "",
    readOnly: HostConfig.ReadonlyRootfs ?? false,
    // A stopped container that must run shows as a change, and the next update starts it.
    mustRun: given.mustRun !== false && State.Running,
    ...(given.ports === undefined ? {} : { ports: observedPorts(given.ports, info) }),
  };
}

/** The engine writes an empty name for no restart policy. */
function restartName(name: string | undefined): string {
  return name === undefined || name === "" ? "no" : name;
}

/** A stopped container has no bindings: then the ports are those that were asked for. */
function observedPorts(given: Value, info: ContainerInspectInfo): Value {
  const ports = portList(info.NetworkSettings.Ports);
  return ports.length === 0 ? given : ports;
}

function engineOutputs({ NetworkSettings, State }: ContainerInspectInfo): Properties {
  return {
    bridge: "",
    containerLogs: "",
    ...(State.Running ? {} : { exitCode: State.ExitCode }),
    networkDatas: Object.entries(NetworkSettings.Networks).map(([networkName, endpoint]) => ({
      networkName,
      ipAddress: endpoint.IPAddress,
      ipPrefixLength: endpoint.IPPrefixLen,
      gateway: endpoint.Gateway,
      globalIpv6Address: endpoint.GlobalIPv6Address,
      globalIpv6PrefixLength: endpoint.GlobalIPv6PrefixLen,
      ipv6Gateway: endpoint.IPv6Gateway,
      macAddress: endpoint.MacAddress,
    })),
  };
}

/** The inputs that drift is looked for in. */
const OBSERVED = [
  "name",
  "image",
  "restart",
  "maxRetryCount",
  "memory",
  "memoryReservation",
  "cpuShares",
  "cpuSet",
  "networkMode",
  "readOnly",
  "mustRun",
] as const;

/** What was last seen of the old inputs. What the program did not set is the engine's own affair. */
export function seen(oldInputs: Properties, oldOutputs: Properties): Properties {
  const result: Record<string, Value> = {};
  for (const name of OBSERVED) {
    const value = oldOutputs[name];
    if (oldInputs[name] !== undefined && value !== undefined) result[name] = value;
  }
  const { ports } = oldOutputs;
  // Ports that the engine picked cannot be compared with those that were asked for.
  if (ports !== undefined && everyPortFixed(oldInputs.ports)) result.ports = ports;
  return result;
}

function everyPortFixed(ports: Value | undefined): boolean {
  if (!isList(ports)) return false;
  return ports.every((port) => isProperties(port) && port.external !== undefined);
}

/** The inputs of a container that is imported: what the engine tells of it beside its image's own settings. */
export function importedInputs(info: ContainerInspectInfo): Properties {
  const seenNow = observed({}, info);
  const ports = portList(info.NetworkSettings.Ports);
  return {
    ...Object.fromEntries(Object.entries(seenNow).filter(([, value]) => value !== 0 && value !== "")),
    memoryReservation: seenNow.memoryReservation ?? 0,
    mustRun: true,
    ...(ports.length === 0 ? {} : { ports }),
  };
}
