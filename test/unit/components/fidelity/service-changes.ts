import type { FieldPath, ServiceSpec } from "../../../../components/application/index.ts";
import { service } from "../../../support/builders.ts";
import { type FieldChange, inService } from "./field-change.ts";

type ServicePath = FieldPath<ServiceSpec>;

const check = ["CMD", "check"] as const;
const volumes = { data: {}, other: {} };
const secrets = { token: {}, other: {} };
const configs = { settings: { content: "a" }, other: { content: "b" } };

function resources(
  kind: "limits" | "reservations",
  before: NonNullable<NonNullable<ServiceSpec["deploy"]>["resources"]>["limits"],
  after: typeof before,
): FieldChange {
  const of = (amounts: typeof before): ServiceSpec => ({ deploy: { resources: { [kind]: amounts } } });
  return inService(of(before), of(after));
}

const health: Readonly<Record<Extract<ServicePath, `healthcheck.${string}`>, FieldChange>> = {
  "healthcheck.test": inService({ healthcheck: { test: check } }, { healthcheck: { test: ["CMD", "look"] } }),
  "healthcheck.http.port": inService(
    { expose: [80, 81], healthcheck: { http: { port: 80 } } },
    { expose: [80, 81], healthcheck: { http: { port: 81 } } },
  ),
  "healthcheck.http.path": inService(
    { healthcheck: { http: { port: 80 } } },
    { healthcheck: { http: { port: 80, path: "/health" } } },
  ),
  "healthcheck.disable": inService({}, { healthcheck: { disable: true } }),
  "healthcheck.interval": inService(
    { healthcheck: { test: check } },
    { healthcheck: { test: check, interval: "5s" } },
  ),
  "healthcheck.timeout": inService(
    { healthcheck: { test: check } },
    { healthcheck: { test: check, timeout: "5s" } },
  ),
  "healthcheck.retries": inService(
    { healthcheck: { test: check } },
    { healthcheck: { test: check, retries: 5 } },
  ),
  "healthcheck.startPeriod": inService(
    { healthcheck: { test: check } },
    { healthcheck: { test: check, startPeriod: "5s" } },
  ),
  "healthcheck.startInterval": inService(
    { healthcheck: { test: check } },
    { healthcheck: { test: check, startInterval: "5s" } },
  ),
};

const files: Readonly<
  Record<Extract<ServicePath, `${"volumes" | "secrets" | "configs"}.${string}`>, FieldChange>
> = {
  "volumes.*.type": inService(
    { volumes: [{ type: "volume", source: "data", target: "/data" }] },
    { volumes: [{ type: "tmpfs", target: "/data" }] },
    { volumes },
  ),
  "volumes.*.source": inService({ volumes: ["data:/data"] }, { volumes: ["other:/data"] }, { volumes }),
  "volumes.*.target": inService({ volumes: ["data:/data"] }, { volumes: ["data:/other"] }, { volumes }),
  "volumes.*.readOnly": inService({ volumes: ["data:/data"] }, { volumes: ["data:/data:ro"] }, { volumes }),
  "volumes.*.createHostPath": inService(
    { volumes: [{ type: "bind", source: "missing", target: "/data", readOnly: true }] },
    { volumes: [{ type: "bind", source: "missing", target: "/data", readOnly: true, createHostPath: true }] },
  ),
  "volumes.*.size": inService(
    { volumes: [{ type: "tmpfs", target: "/scratch" }] },
    { volumes: [{ type: "tmpfs", target: "/scratch", size: "1m" }] },
  ),
  "secrets.*.source": inService(
    { secrets: [{ source: "token", target: "key" }] },
    { secrets: [{ source: "other", target: "key" }] },
    { secrets },
  ),
  "secrets.*.target": inService(
    { secrets: ["token"] },
    { secrets: [{ source: "token", target: "key" }] },
    { secrets },
  ),
  "secrets.*.mode": inService(
    { secrets: ["token"] },
    { secrets: [{ source: "token", mode: 0o400 }] },
    { secrets },
  ),
  "configs.*.source": inService(
    { configs: [{ source: "settings", target: "/etc/shop" }] },
    { configs: [{ source: "other", target: "/etc/shop" }] },
    { configs },
  ),
  "configs.*.target": inService(
    { configs: ["settings"] },
    { configs: [{ source: "settings", target: "/etc/shop" }] },
    { configs },
  ),
  "configs.*.mode": inService(
    { configs: ["settings"] },
    { configs: [{ source: "settings", mode: 0o400 }] },
    { configs },
  ),
};

const deploy: Readonly<Record<Extract<ServicePath, `${"deploy" | "scale"}.${string}`>, FieldChange>> = {
  "deploy.replicas": inService({}, { deploy: { replicas: 3 } }),
  "deploy.resources.limits.cpus": resources("limits", { cpus: 1 }, { cpus: 2 }),
  "deploy.resources.limits.memory": resources("limits", { memory: "128m" }, { memory: "256m" }),
  "deploy.resources.limits.pids": resources("limits", {}, { pids: 50 }),
  "deploy.resources.reservations.cpus": resources("reservations", {}, { cpus: 0.5 }),
  "deploy.resources.reservations.memory": resources("reservations", {}, { memory: "128m" }),
  "deploy.updateConfig.order": inService({}, { deploy: { updateConfig: { order: "stop-first" } } }),
  "deploy.updateConfig.monitor": inService({}, { deploy: { updateConfig: { monitor: "5s" } } }),
  "scale.min": inService({ scale: { max: 4, cpu: 50 } }, { scale: { min: 2, max: 4, cpu: 50 } }),
  "scale.max": inService({ scale: { max: 4, cpu: 50 } }, { scale: { max: 5, cpu: 50 } }),
  "scale.cpu": inService({ scale: { max: 4, cpu: 50 } }, { scale: { max: 4, cpu: 60 } }),
  "scale.memory": inService({ scale: { max: 4, memory: 50 } }, { scale: { max: 4, memory: 60 } }),
};

const route: Readonly<Record<Extract<ServicePath, `route.${string}`>, FieldChange>> = {
  "route.port": inService(
    { expose: [80, 81], route: { port: 80 } },
    { expose: [80, 81], route: { port: 81 } },
  ),
  "route.host": inService({ route: { port: 80 } }, { route: { port: 80, host: "shop.example" } }),
  "route.path": inService({ route: { port: 80 } }, { route: { port: 80, path: "/shop" } }),
  "route.balance": inService({ route: { port: 80 } }, { route: { port: 80, balance: "sticky" } }),
  "route.timeout": inService({ route: { port: 80 } }, { route: { port: 80, timeout: "5s" } }),
  "route.websocket": inService({ route: { port: 80 } }, { route: { port: 80, websocket: false } }),
  "route.maxBodySize": inService({ route: { port: 80 } }, { route: { port: 80, maxBodySize: "1m" } }),
  "route.tls.secretName": inService(
    { route: { port: 80, host: "shop.example" } },
    { route: { port: 80, host: "shop.example", tls: { secretName: "shop" } } },
  ),
};

/** A change of every field of a service but those of a build, which needs files. */
export const serviceChanges: Readonly<
  Record<Exclude<ServicePath, "envFile" | `build.${string}`>, FieldChange>
> = {
  image: inService({}, { image: "example/web:2" }),
  command: inService({}, { command: ["serve"] }),
  entrypoint: inService({}, { entrypoint: ["/bin/serve"] }),
  workingDir: inService({}, { workingDir: "/srv" }),
  environment: inService({}, { environment: { A: "1" } }),
  "environment.*.secret": inService(
    { environment: { TOKEN: { secret: "token" } } },
    { environment: { TOKEN: { secret: "other" } } },
    { secrets },
  ),
  notSecret: inService(
    { environment: { PARTITION_KEY: "day" } },
    { environment: { PARTITION_KEY: "day" }, notSecret: ["PARTITION_KEY"] },
  ),
  ports: inService({}, { ports: ["8081:80"] }),
  expose: inService({}, { expose: [80] }),
  "dependsOn.*.condition": inService(
    { dependsOn: { db: { condition: "service_started" } } },
    { dependsOn: { db: { condition: "service_healthy" } } },
    { others: { db: service({ expose: [5432], healthcheck: { test: check } }) } },
  ),
  init: inService({}, { init: false }),
  restart: inService({}, { restart: "no" }),
  lifetime: inService({ restart: "no" }, { restart: "no", lifetime: "server" }),
  user: inService({}, { user: "1001:1001" }),
  allowRoot: inService({ user: "root" }, { user: "root", allowRoot: true }),
  readOnly: inService({}, { readOnly: true }),
  tmpfs: inService({}, { tmpfs: "/tmp" }),
  capAdd: inService({}, { capAdd: ["NET_BIND_SERVICE"] }),
  capDrop: inService({}, { capDrop: ["NET_RAW"] }),
  stopGracePeriod: inService({}, { stopGracePeriod: "20s" }),
  stopSignal: inService({}, { stopSignal: "SIGINT" }),
  networks: inService({ networks: ["front"] }, { networks: ["back"] }, { networks: { front: {}, back: {} } }),
  aliases: inService({ expose: [80] }, { expose: [80], aliases: ["www"] }),
  hostname: inService({}, { hostname: "shop" }),
  tty: inService({}, { tty: true }),
  stdinOpen: inService({}, { stdinOpen: true }),
  noNewPrivileges: inService({}, { noNewPrivileges: false }),
  groupAdd: inService({}, { groupAdd: ["44"] }),
  extraHosts: inService({}, { extraHosts: { db: "192.0.2.1" } }),
  dns: inService({}, { dns: ["192.0.2.53"] }),
  dnsSearch: inService({}, { dnsSearch: ["shop.example"] }),
  dnsOpt: inService({}, { dnsOpt: ["ndots:2"] }),
  shmSize: inService({}, { shmSize: "128m" }),
  "ulimits.*.soft": inService(
    { ulimits: { nofile: { soft: 10, hard: 20 } } },
    { ulimits: { nofile: { soft: 15, hard: 20 } } },
  ),
  "ulimits.*.hard": inService(
    { ulimits: { nofile: { soft: 10, hard: 20 } } },
    { ulimits: { nofile: { soft: 10, hard: 30 } } },
  ),
  sysctls: inService({}, { sysctls: { "net.ipv4.tcp_syncookies": "1" } }),
  labels: inService({}, { labels: { team: "shop" } }),
  profiles: inService({}, { profiles: ["debug"] }, { others: { api: service({ user: "1000:1000" }) } }),
  ...health,
  ...files,
  ...deploy,
  ...route,
};
