import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPort, parsePort, publishedPorts } from "../../../../components/application/port.ts";

const one = (port: number) => ({ first: port, last: port });

describe("parsePort", () => {
  it("reads a port of the host and a port of the container", () => {
    expect(parsePort("8080:80")).toEqual({
      ok: true,
      value: { hostIp: undefined, published: one(8080), target: one(80), protocol: "tcp", perReplica: false },
    });
  });

  it("reads an address and a protocol", () => {
    expect(parsePort("127.0.0.1:53:5353/udp")).toEqual({
      ok: true,
      value: {
        hostIp: "127.0.0.1",
        published: one(53),
        target: one(5353),
        protocol: "udp",
        perReplica: false,
      },
    });
  });

  it("reads an IPv6 address in brackets", () => {
    expect(parsePort("[::1]:8080:80")).toMatchObject({ ok: true, value: { hostIp: "::1" } });
  });

  it("gives each replica a port of a range to one port", () => {
    expect(parsePort("6001-6010:5000")).toMatchObject({
      ok: true,
      value: { published: { first: 6001, last: 6010 }, target: one(5000), perReplica: true },
    });
  });

  it("maps a range to a range port by port", () => {
    expect(parsePort("6001-6003:5001-5003")).toMatchObject({
      ok: true,
      value: {
        published: { first: 6001, last: 6003 },
        target: { first: 5001, last: 5003 },
        perReplica: false,
      },
    });
  });

  it.each([
    ["80", 'no port of the host in "80"'],
    [":80", 'no port of the host in ":80"'],
    ["1.2.3:80:80", 'not an IP address: "1.2.3" in "1.2.3:80:80"'],
    ["80:80/sctp", 'unknown protocol "sctp" in "80:80/sctp"; tcp or udp'],
    ["0:80", 'not a port, or a range of ports, between 1 and 65535: "0" in "0:80"'],
    ["80:65536", 'not a port, or a range of ports, between 1 and 65535: "65536" in "80:65536"'],
    ["9-8:80", 'not a port, or a range of ports, between 1 and 65535: "9-8" in "9-8:80"'],
    ["http:80", 'not a port, or a range of ports, between 1 and 65535: "http" in "http:80"'],
    ["1-3:1-4", '3 ports of the host to 4 ports of the container in "1-3:1-4"'],
  ])("refuses %s", (text, message) => {
    expect(parsePort(text)).toMatchObject({ ok: false, problem: { message } });
  });

  it("reads what formatPort writes as the same", () => {
    const port = fc.integer({ min: 1, max: 65_000 });
    const mapping = fc.record({
      hostIp: fc.constantFrom(undefined, "127.0.0.1", "::1"),
      protocol: fc.constantFrom("tcp" as const, "udp" as const),
      first: port,
      length: fc.integer({ min: 0, max: 500 }),
      target: port,
      perReplica: fc.boolean(),
    });
    fc.assert(
      fc.property(mapping, ({ hostIp, protocol, first, length, target, perReplica }) => {
        const value = {
          hostIp,
          protocol,
          perReplica,
          published: { first, last: first + length },
          target: { first: target, last: perReplica ? target : target + length },
        };
        expect(parsePort(formatPort(value))).toEqual({ ok: true, value });
      }),
    );
  });
});

describe("publishedPorts", () => {
  const ports = (text: string, replicas: number) => {
    const result = parsePort(text);
    if (!result.ok) throw new Error(result.problem.message);
    return publishedPorts(result.value, replicas).map(({ published, target, replica }) => [
      published,
      target,
      replica,
    ]);
  };

  it("gives replica n the nth port of a range, and leaves the rest free", () => {
    expect(ports("6001-6003:5000", 2)).toEqual([
      [6001, 5000, 1],
      [6002, 5000, 2],
    ]);
  });

  it("gives ports of a range to a range to all replicas", () => {
    expect(ports("6001-6002:5001-5002", 7)).toEqual([
      [6001, 5001, undefined],
      [6002, 5002, undefined],
    ]);
  });
});
