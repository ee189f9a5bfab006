import { isIP } from "node:net";
import type { PublishedPort, Unplaced } from "./application-model.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

/**
 * What a `ports` entry in Compose's short syntax says.
 *
 * - `8080:80`: one port, to all replicas.
 * - `6001-6010:5000`: one port for each replica. Compose lets each replica pick any free port of the range; here
 *   replica 1 always has the first port, replica 2 the second, and so on.
 * - `6001-6003:5001-5003`: three ports to three ports, each to all replicas, as in Compose.
 */
export interface PortMapping {
  readonly hostIp: string | undefined;
  readonly published: PortRange;
  readonly target: PortRange;
  readonly protocol: "tcp" | "udp";
  /** Whether every port of the published range belongs to one replica. */
  readonly perReplica: boolean;
}

/** The ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

const FORM = /^(?:(?<ip>\[[^\]]*\]|[^:[\]]*):)?(?<published>[^:]*):(?<target>[^:/]+)(?:\/(?<protocol>.*))?$/;

/**
 * Reads `[ip:]published[-range]:target[-range][/protocol]`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#short-syntax-3
 */
export function parsePort(text: string): Parsed<PortMapping> {
  const { ip, published, target, protocol = "tcp" } = FORM.exec(text)?.groups ?? {};
  if (published === undefined || target === undefined || published === "") {
    return unreadable(
      `no port of the host in ${JSON.stringify(text)}`,
      'write "published:target", for example "8080:80"; a port for the other services alone goes into `expose`',
    );
  }
  const hostIp = ip?.replace(/^\[(.*)\]$/, "$1");
  if (hostIp !== undefined && isIP(hostIp) === 0) {
    return unreadable(`not an IP address: ${JSON.stringify(hostIp)} in ${JSON.stringify(text)}`);
  }
  if (protocol !== "tcp" && protocol !== "udp") {
    return unreadable(`unknown protocol ${JSON.stringify(protocol)} in ${JSON.stringify(text)}; tcp or udp`);
  }
  const from = parseRange(published);
  const to = parseRange(target);
  if (from === undefined || to === undefined) {
    return unreadable(
      `not a port, or a range of ports, between 1 and 65535: ${JSON.stringify(from === undefined ? published : target)} in ${JSON.stringify(text)}`,
    );
  }
  const perReplica = published.includes("-") && !target.includes("-");
  if (!perReplica && portsIn(from) !== portsIn(to)) {
    return unreadable(
      `${countOf(from)} of the host to ${countOf(to)} of the container in ${JSON.stringify(text)}`,
      "a range to a range needs the same length on both sides; a range to one port gives each replica a port",
    );
  }
  return parsed({ hostIp, published: from, target: to, protocol, perReplica });
}

/** Writes a mapping in the short syntax. */
export function formatPort({ hostIp, published, target, protocol, perReplica }: PortMapping): string {
  const address = hostIp === undefined ? "" : `${hostIp.includes(":") ? `[${hostIp}]` : hostIp}:`;
  const from = perReplica ? `${published.first}-${published.last}` : formatRange(published);
  return `${address}${from}:${formatRange(target)}${protocol === "tcp" ? "" : "/udp"}`;
}

/** The number of ports in a range. */
export function portsIn({ first, last }: PortRange): number {
  return last - first + 1;
}

/** The host's ports that a mapping takes for so many replicas; what a range has beyond them stays free. */
export function publishedPorts(mapping: PortMapping, replicas: number): readonly Unplaced<PublishedPort>[] {
  const { hostIp, published, target, protocol, perReplica } = mapping;
  const length = perReplica ? Math.min(replicas, portsIn(published)) : portsIn(published);
  return Array.from({ length }, (_, index) => ({
    hostIp,
    published: published.first + index,
    target: perReplica ? target.first : target.first + index,
    protocol,
    replica: perReplica ? index + 1 : undefined,
  }));
}

function parseRange(text: string): PortRange | undefined {
  const [, start, end] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (start === undefined) return undefined;
  const first = Number(start);
  const last = end === undefined ? first : Number(end);
  return first >= 1 && last >= first && last <= 65_535 ? { first, last } : undefined;
}

function formatRange({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function countOf(range: PortRange): string {
  const count = portsIn(range);
  return `${count} ${count === 1 ? "port" : "ports"}`;
}
