import type { Listener, RoutedService } from "./routes.ts";
import { routeUpstream } from "./routes.ts";
import { block, renderUpstreams, secondChanceUpstream, type Upstream } from "./upstream.ts";
import { GENERATION } from "./configuration-files.ts";

/** What the load balancer answers by itself, for its own health check and for whoever watches it. */
export const HEALTH_PATH = "/-/health";

/** What nginx is to do. */
export interface NginxPlan {
  /** Port of the HTTP listener inside the container. */
  readonly port: number;
  readonly routes: readonly RoutedService[];
  readonly listeners: readonly Listener[];
}

/** Time in which a replica must accept a connection before the next one is tried. On one machine that is ample. */
const CONNECT_TIMEOUT = "500ms";

/**
 * The same at the second chance, when no replica did so. A slow one, whose queue of connections is full, drops the
 * question without an answer, and the kernel asks again only after a second.
 */
const SECOND_CONNECT_TIMEOUT = "2s";

/**
 * Seconds that streams and WebSockets may last after a reload that did not concern their replica; one whose replica
 * goes is ended by the replica. An old worker that holds some takes a few megabytes until then.
 */
const LONG_LIVED = 900;

/** What nginx answers itself when no replica did. */
const UNANSWERED = [502, 504];

/**
 * The main file of nginx's configuration. It is known before any container is, so a preview shows what changes in
 * it; the servers of each upstream are files of their own (see `renderServers`).
 */
export function renderConfiguration(plan: NginxPlan): string {
  const text = [
    "# Written by Muelle; changes by hand are overwritten.",
    // Where modules are loaded dynamically (Debian's package) they are listed here; elsewhere nothing matches.
    "include /etc/nginx/modules-enabled/*.conf;",
    "worker_processes auto;",
    // Old workers finish what they hold after a reload, streams and WebSockets too, but not for ever.
    `worker_shutdown_timeout ${longestTimeout(plan)}s;`,
    "pid /tmp/nginx.pid;",
    "error_log stderr warn;",
    block("events", ["worker_connections 4096;"]),
    renderHttp(plan),
    ...(plan.listeners.length > 0 ? [renderStream(plan)] : []),
  ].join("\n");
  return `${text}\n`;
}

function longestTimeout({ routes }: NginxPlan): number {
  return Math.max(LONG_LIVED, ...routes.map(({ route }) => Math.ceil(route.timeout / 1000)));
}

/**
 * Lines of the log are written together: one at a time they cost nginx and the engine a quarter of the requests a second.
 * A pipe takes 4 KiB in one piece (PIPE_BUF), so that the lines of two workers never mix; more it would not.
 */
const ACCESS_LOG = "access_log /dev/stdout json buffer=4k flush=1s;";

const LOG_FIELDS: Readonly<Record<string, string>> = {
  time: "$time_iso8601",
  remote_addr: "$remote_addr",
  request_id: "$muelle_request_id",
  host: "$host",
  method: "$request_method",
  uri: "$uri",
  status: "$status",
  bytes: "$body_bytes_sent",
  duration: "$request_time",
  upstream: "$upstream_addr",
  upstream_status: "$upstream_status",
  upstream_duration: "$upstream_response_time",
};

const REQUEST_HEADERS: readonly string[] = [
  "Host $http_host",
  "X-Real-IP $remote_addr",
  "X-Forwarded-For $proxy_add_x_forwarded_for",
  "X-Forwarded-Proto $scheme",
  "X-Request-ID $muelle_request_id",
].map((header) => `proxy_set_header ${header};`);

/** What holds for every route. */
const PROXY_LINES: readonly string[] = [
  "proxy_http_version 1.1;",
  ...REQUEST_HEADERS,
  "proxy_set_header Upgrade $http_upgrade;",
  "proxy_set_header Connection $muelle_connection;",
  `proxy_connect_timeout ${CONNECT_TIMEOUT};`,
  // Requests that may have had an effect (POST, PATCH) are never sent twice: nginx leaves them out by itself.
  "proxy_next_upstream error timeout;",
  "proxy_next_upstream_tries 3;",
];

function renderHttp(plan: NginxPlan): string {
  const hosts = [...new Set(plan.routes.map(({ route }) => route.host))];
  // Somebody must answer what no route asks for, and the health path.
  const servers = hosts.includes(undefined) ? hosts : [...hosts, undefined];
  return block("http", [
    ...temporaryPaths(),
    "server_tokens off;",
    "tcp_nodelay on;",
    "keepalive_timeout 75s;",
    // After a reload, idle connections of clients are kept this long: no request runs into a closed one.
    "keepalive_min_timeout 10s;",
    "keepalive_requests 100000;",
    "server_names_hash_bucket_size 128;",
    "resolver 127.0.0.11 valid=5s ipv6=off;",
    block("map $http_upgrade $muelle_connection", ["default upgrade;", "'' '';"]),
    block("map $http_x_request_id $muelle_request_id", ["default $http_x_request_id;", "'' $request_id;"]),
    // Nothing of the request has reached any replica: whatever its method, it may be sent.
    block("map $upstream_bytes_sent $muelle_sent", ["default 1;", "'~^0(, 0)*$' 0;"]),
    `log_format json escape=json '{${Object.entries(LOG_FIELDS)
      .map(([key, value]) => `"${key}":"${value}"`)
      .join(",")}}';`,
    ACCESS_LOG,
    ...PROXY_LINES,
    ...upstreamsOf(plan).flatMap(renderUpstreams),
    ...servers.map((host) => renderServer(plan, host)),
  ]);
}

/** The root file system is read-only; only /tmp can be written. */
function temporaryPaths(): string[] {
  return ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path /tmp/${kind};`,
  );
}

function upstreamsOf({ routes }: NginxPlan): Upstream[] {
  const upstreams = routes.map(routeUpstream);
  return upstreams.filter(({ name }, index) => upstreams.findIndex((other) => other.name === name) === index);
}

function renderServer(plan: NginxPlan, host: string | undefined): string {
  const routes = plan.routes.filter(({ route }) => route.host === host);
  const hasRoot = routes.some(({ route }) => route.path === "/");
  return block("server", [
    `listen ${plan.port}${host === undefined ? " default_server" : ""};`,
    `server_name ${host ?? "_"};`,
    block(`location = ${HEALTH_PATH}`, [
      "access_log off;",
      "default_type application/json;",
      `return 200 '{"status":"ok","generation":"${GENERATION}"}\\n';`,
    ]),
    ...routes.flatMap(renderLocations),
    ...routes.flatMap(renderSecondChances),
    ...(hasRoot ? [] : [block("location /", ["return 404;"])]),
  ]);
}

/** A prefix matches whole segments: `/api` is for `/api` and `/api/users`, not for `/apiary`. */
function renderLocations(routed: RoutedService): string[] {
  const { path } = routed.route;
  const lines = [
    ...proxyLines(routed, routeUpstream(routed).name),
    ...UNANSWERED.map((status) => `error_page ${status} = ${secondChance(routed, status)};`),
  ];
  if (path === "/") return [block("location /", lines)];
  return [block(`location = ${path}`, lines), block(`location ${path}/`, lines)];
}

/**
 * nginx gives a request up although a replica would serve it when each of them failed twice lately, which under load
 * means no more than slow, and when the name of a replica disappears while the request waits for it. It comes up here,
 * and goes to any of them if nothing of it was sent. Its body is still there: nginx takes the whole of it before it
 * connects.
 */
function renderSecondChances(routed: RoutedService): string[] {
  return UNANSWERED.map((status) =>
    block(`location ${secondChance(routed, status)}`, [
      ...proxyLines(routed, secondChanceUpstream(routeUpstream(routed).name)),
      `proxy_connect_timeout ${SECOND_CONNECT_TIMEOUT};`,
      block("if ($muelle_sent)", [`return ${status};`]),
    ]),
  );
}

function secondChance({ service }: RoutedService, status: number): string {
  return `@${service}-${status}`;
}

function proxyLines({ route }: RoutedService, upstream: string): string[] {
  const timeout = Math.ceil(route.timeout / 1000);
  return [
    `proxy_pass http://${upstream};`,
    // A location that sets one header inherits none, so it has to name them all.
    ...(route.websocket ? [] : [...REQUEST_HEADERS, 'proxy_set_header Connection "";']),
    `proxy_read_timeout ${timeout}s;`,
    `proxy_send_timeout ${timeout}s;`,
    `client_max_body_size ${route.maxBodySize};`,
  ];
}

function renderStream({ listeners }: NginxPlan): string {
  return block("stream", [
    "resolver 127.0.0.11 valid=5s ipv6=off;",
    "log_format json escape=json '{" +
      '"time":"$time_iso8601","remote_addr":"$remote_addr","protocol":"$protocol","port":"$server_port",' +
      '"status":"$status","bytes_sent":"$bytes_sent","bytes_received":"$bytes_received",' +
      `"duration":"$session_time","upstream":"$upstream_addr"}';`,
    ACCESS_LOG,
    ...listeners.flatMap(({ upstream, published, protocol }) => [
      ...renderUpstreams(upstream),
      block("server", [
        `listen ${published}${protocol === "udp" ? " udp" : ""};`,
        `proxy_pass ${upstream.name};`,
        `proxy_connect_timeout ${CONNECT_TIMEOUT};`,
      ]),
    ]),
  ]);
}
