import { describe, expect, it } from "vitest";
import { parsePort } from "../../../../../components/compose/forms/port.ts";

const mode = "ingress";
const protocol = "tcp";

describe("parsePort", () => {
  it.each([
    ["80", [{ mode, target: 80, protocol }]],
    ["8080:80", [{ mode, target: 80, published: "8080", protocol }]],
    ["53:53/UDP", [{ mode, target: 53, published: "53", protocol: "udp" }]],
    ["127.0.0.1:8080:80", [{ mode, host_ip: "127.0.0.1", target: 80, published: "8080", protocol }]],
    ["127.0.0.1::80", [{ mode, host_ip: "127.0.0.1", target: 80, protocol }]],
    ["[::1]:8080:80", [{ mode, host_ip: "::1", target: 80, published: "8080", protocol }]],
    ["8000-8010:80", [{ mode, target: 80, published: "8000-8010", protocol }]],
    [
      "81-82:91-92",
      [
        { mode, target: 91, published: "81", protocol },
        { mode, target: 92, published: "82", protocol },
      ],
    ],
  ])("reads %s", (text, value) => {
    expect(parsePort(text)).toEqual({ ok: true, value });
  });

  it("orders a range by its text, as Compose does", () => {
    const ports = parsePort("99-101");
    expect(ports.ok && ports.value.map(({ target }) => target)).toEqual([100, 101, 99]);
  });

  it.each([
    ["80:", 'no port of the container in "80:"'],
    ["70000", 'not a port: "70000"'],
    ["0", 'not a port: "0"'],
    ["web:80:80", 'not an IP address: "web"'],
    ["80-81:90-95", "the ranges 80-81 and 90-95 have not the same length"],
  ])("refuses %j", (text, message) => {
    const hint =
      'write "HOST:CONTAINER", for example "8080:80", "127.0.0.1:8080:80" or "6001-6010:5000-5009/udp"';
    expect(parsePort(text)).toEqual({ ok: false, problem: { message, hint } });
  });

  it("refuses a protocol that there is not", () => {
    const problem = { message: 'no such protocol: "http"', hint: "the protocols are tcp, udp and sctp" };
    expect(parsePort("80/http")).toEqual({ ok: false, problem });
  });
});
