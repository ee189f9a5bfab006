import { describe, expect, it } from "vitest";
import type { Route } from "../../../../../components/application/application-model.ts";
import {
  type NginxPlan,
  renderConfiguration,
} from "../../../../../components/docker/nginx/render-configuration.ts";

function route(changes: Partial<Route> = {}): Route {
  return {
    port: 8000,
    host: undefined,
    path: "/",
    balance: "least_conn",
    timeout: 60_000,
    websocket: true,
    maxBodySize: 1024,
    tls: undefined,
    ...changes,
  };
}

function render(...routes: { service: string; route: Route }[]): string {
  const plan: NginxPlan = { port: 8080, routes, listeners: [] };
  return renderConfiguration(plan);
}

/** The lines of the first block with that head, without indentation. */
function block(text: string, head: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  const start = lines.indexOf(`${head} {`);
  expect(start, `no block "${head}"`).toBeGreaterThan(-1);
  return lines.slice(start + 1, lines.indexOf("}", start));
}

describe("renderConfiguration", () => {
  it.each([
    ["least_conn", "least_conn;"],
    ["ip_hash", "ip_hash;"],
    ["sticky", "sticky cookie muelle_web-8000-http path=/ httponly samesite=lax;"],
  ] as const)("puts the method %s before keepalive", (balance, line) => {
    const upstream = block(render({ service: "web", route: route({ balance }) }), "upstream web-8000-http");
    expect(upstream).toEqual([
      "zone http_web-8000-http 256k;",
      line,
      "include servers/web-8000-http.conf;",
      "keepalive 64;",
    ]);
  });

  it("names no method for round robin, which is nginx's own", () => {
    const upstream = block(
      render({ service: "web", route: route({ balance: "round_robin" }) }),
      "upstream web-8000-http",
    );
    expect(upstream).toEqual([
      "zone http_web-8000-http 256k;",
      "include servers/web-8000-http.conf;",
      "keepalive 64;",
    ]);
  });

  it("gives a request that reached no replica a second chance, and none to one that may have had an effect", () => {
    const text = render({ service: "web", route: route({}) });
    const [pass, ...proxy] = block(text, "location /").filter((line) => !line.startsWith("error_page"));
    expect(pass).toBe("proxy_pass http://web-8000-http;");
    for (const status of [502, 504])
      expect(block(text, `location @web-${status}`)).toEqual([
        "proxy_pass http://web-8000-http-second;",
        ...proxy,
        "proxy_connect_timeout 2s;",
        "if ($muelle_sent) {",
        `return ${status};`,
      ]);
    expect(block(text, "map $upstream_bytes_sent $muelle_sent")).toEqual(["default 1;", "'~^0(, 0)*$' 0;"]);
  });

  it.each([
    ["round_robin", []],
    ["least_conn", ["least_conn;"]],
    ["ip_hash", ["ip_hash;"]],
    ["sticky", ["sticky cookie muelle_web-8000-http path=/ httponly samesite=lax;"]],
  ] as const)("asks servers that are never left alone at the second chance, by %s too", (balance, lines) => {
    const text = render({ service: "web", route: route({ balance }) });
    expect(block(text, "upstream web-8000-http-second")).toEqual([
      "zone http_web-8000-http-second 256k;",
      ...lines,
      "include servers/web-8000-http.second.conf;",
      "keepalive 64;",
    ]);
  });

  it("carries timeout, body size and upgrade of a route", () => {
    const text = render({ service: "web", route: route({ timeout: 90_500, maxBodySize: 5_000_000 }) });
    expect(block(text, "location /")).toEqual([
      "proxy_pass http://web-8000-http;",
      "proxy_read_timeout 91s;",
      "proxy_send_timeout 91s;",
      "client_max_body_size 5000000;",
      "error_page 502 = @web-502;",
      "error_page 504 = @web-504;",
    ]);
  });

  it("lets streams and WebSockets outlive a reload for a quarter of an hour, or for the longest timeout", () => {
    const longest = (timeout: number): string => render({ service: "web", route: route({ timeout }) });
    expect(longest(60_000)).toContain("worker_shutdown_timeout 900s;");
    expect(longest(1_800_000)).toContain("worker_shutdown_timeout 1800s;");
  });

  it("passes no upgrade on where websockets are off", () => {
    const text = render({ service: "web", route: route({ websocket: false }) });
    expect(block(text, "location /")).toContain('proxy_set_header Connection "";');
    expect(block(text, "location /")).not.toContain("proxy_set_header Upgrade $http_upgrade;");
  });

  it("matches whole segments of a path, and answers 404 for the rest", () => {
    const text = render({ service: "api", route: route({ path: "/api" }) });
    expect(block(text, "location = /api")[0]).toBe("proxy_pass http://api-8000-http;");
    expect(block(text, "location /api/")[0]).toBe("proxy_pass http://api-8000-http;");
    expect(block(text, "location /")).toEqual(["return 404;"]);
  });

  it("answers its own health path on every host, with the name of the configuration", () => {
    const text = render(
      { service: "web", route: route({ host: "a.example" }) },
      { service: "api", route: route({ host: "b.example" }) },
    );
    expect(text.match(/location = \/-\/health/g)).toHaveLength(3);
    expect(text.match(/"generation":"@generation@"/g)).toHaveLength(3);
    expect(text.match(/default_server/g)).toHaveLength(1);
  });

  it("gives services of the same port and name one upstream each", () => {
    const text = render(
      { service: "web", route: route() },
      { service: "web", route: route({ path: "/other" }) },
    );
    expect(text.match(/upstream web-8000-http \{/g)).toHaveLength(1);
  });

  it("holds published ports as streams of their own", () => {
    const text = renderConfiguration({
      port: 8080,
      routes: [],
      listeners: [
        {
          path: "services.web.ports[0]",
          hostIp: undefined,
          published: 6001,
          protocol: "tcp",
          target: 5000,
          service: "web",
          replica: 1,
          upstream: { name: "web-6001-tcp", balance: "least_conn", layer: "stream" },
        },
        {
          path: "services.web.ports[0]",
          hostIp: undefined,
          published: 53,
          protocol: "udp",
          target: 5353,
          service: "dns",
          replica: undefined,
          upstream: { name: "dns-53-udp", balance: "least_conn", layer: "stream" },
        },
      ],
    });
    expect(text).toContain("listen 6001;\n    proxy_pass web-6001-tcp;");
    expect(text).toContain("listen 53 udp;");
    expect(block(text, "upstream web-6001-tcp")).toEqual([
      "zone stream_web-6001-tcp 256k;",
      "least_conn;",
      "include servers/web-6001-tcp.conf;",
      "include servers/web-6001-tcp.backup.conf;",
    ]);
  });
});
