import { isIP } from "node:net";
import { parsed, unreadable, type Parsed } from "../../application/parsed.ts";

/** One published port of the short form; a range is several. */
export interface ShortPort {
  readonly mode: "ingress";
  readonly host_ip?: string;
  /** The port of the container. */
  readonly target: number;
  /** The port of the host, or a range of which one is taken. */
  readonly published?: string;
  readonly protocol: string;
}

const form =
  'write "HOST:CONTAINER", for example "8080:80", "127.0.0.1:8080:80" or "6001-6010:5000-5009/udp"';

/**
 * Reads the short form of a port: `[HOST_IP:][PUBLISHED:]TARGET[/PROTOCOL]`, in the order of their text as Compose has it.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#short-syntax-4
 */
export function parsePort(text: string): Parsed<readonly ShortPort[]> {
  const parts = text.split(":");
  const [container = "", protocol = "tcp"] = (parts.at(-1) ?? "").split("/");
  const host = parts.at(-2) ?? "";
  const address = parts
    .slice(0, -2)
    .join(":")
    .replace(/^\[(.*)\]$/, "$1");
  if (container === "") return unreadable(`no port of the container in ${JSON.stringify(text)}`, form);
  if (!["tcp", "udp", "sctp"].includes(protocol.toLowerCase()))
    return unreadable(`no such protocol: ${JSON.stringify(protocol)}`, "the protocols are tcp, udp and sctp");
  if (address !== "" && isIP(address) === 0)
    return unreadable(`not an IP address: ${JSON.stringify(address)}`, form);
  const targets = parseRange(container);
  const published = host === "" ? undefined : parseRange(host);
  if (targets === undefined || targets[0] === 0 || (host !== "" && published === undefined))
    return unreadable(`not a port: ${JSON.stringify(text)}`, form);
  const [first, last] = targets;
  const count = last - first + 1;
  if (published !== undefined && count > 1 && published[1] - published[0] + 1 !== count) {
    return unreadable(`the ranges ${host} and ${container} have not the same length`, form);
  }
  const ports = Array.from({ length: count }, (_, index) => ({
    mode: "ingress" as const,
    ...(address !== "" && { host_ip: address }),
    target: first + index,
    ...(published !== undefined && { published: publishedAt(published, index, count) }),
    protocol: protocol.toLowerCase(),
  }));
  return parsed(ports.toSorted((a, b) => (`${a.target}/` < `${b.target}/` ? -1 : 1)));
}

function publishedAt([first, last]: readonly [number, number], index: number, count: number): string {
  return count === 1 && first !== last ? `${first}-${last}` : String(first + index);
}

function parseRange(text: string): readonly [number, number] | undefined {
  const [start = "", end = start, ...more] = text.split("-");
  const [first, last] = [parseNumber(start), parseNumber(end)];
  if (first === undefined || last === undefined || last < first || more.length > 0) return undefined;
  return [first, last];
}

function parseNumber(text: string): number | undefined {
  const port = /^\+?\d+$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : undefined;
}
