import type { Properties } from "../../kit/index.ts";
import type { ContainerInputs } from "./fields.ts";

type Port = NonNullable<ContainerInputs["ports"]>[number];

/** The engine's own notation: host bindings by "port/protocol". */
export type PortMap = Readonly<Record<string, readonly { HostIp: string; HostPort: string }[] | null>>;

/** The ports that the container listens on, as the engine takes them. */
export function exposedPorts(ports: readonly Port[]): Record<string, Record<string, never>> {
  return Object.fromEntries(ports.map((port) => [keyOf(port), {}]));
}

/** The host's ports by the container's. Without `external` the engine picks a free one. */
export function portBindings(ports: readonly Port[]): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of ports) {
    const binding = { HostIp: port.ip, HostPort: String(port.external ?? "") };
    (bindings[keyOf(port)] ??= []).push(binding);
  }
  return bindings;
}

/** The bindings as the SDK writes them, in the real provider's order: by the container's port. */
export function portList(ports: PortMap): Properties[] {
  return Object.entries(ports)
    .map(([key, bindings]) => ({
      internal: Number.parseInt(key),
      protocol: key.split("/")[1] ?? "tcp",
      bindings,
    }))
    .sort((a, b) => a.internal - b.internal)
    .flatMap(({ internal, protocol, bindings }) =>
      (bindings ?? []).map(({ HostIp, HostPort }) => ({
        internal,
        external: Number(HostPort),
        ip: HostIp,
        protocol,
      })),
    );
}

function keyOf({ internal, protocol }: Port): string {
  return `${internal}/${protocol}`;
}
