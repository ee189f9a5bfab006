import * as v from "valibot";
import { closedObject } from "./closed-object.ts";
import {
  byName,
  count,
  deferrableText,
  duration,
  environment,
  flag,
  oneOf,
  port,
  processors,
  processorsOrNone,
  size,
  sizeOrNone,
  text,
  texts,
  textOrTexts,
} from "./values.ts";

const maybe = v.exactOptional;

const build = closedObject({
  context: text,
  dockerfile: maybe(text),
  target: maybe(text),
  args: maybe(byName(deferrableText)),
  secrets: maybe(texts),
  platforms: maybe(texts),
  cacheFrom: maybe(texts),
  cacheTo: maybe(texts),
});

const dependency = closedObject({
  condition: oneOf(["service_started", "service_healthy", "service_completed_successfully"]),
});

const healthcheck = closedObject({
  test: maybe(v.tupleWithRest([oneOf(["CMD", "CMD-SHELL"])], text)),
  http: maybe(closedObject({ port, path: maybe(text) })),
  disable: maybe(flag),
  interval: maybe(duration),
  timeout: maybe(duration),
  retries: maybe(count(1)),
  startPeriod: maybe(duration),
  startInterval: maybe(duration),
});

const volumeMount = closedObject({
  type: v.literal("volume"),
  source: text,
  target: text,
  readOnly: maybe(flag),
});
const bindMount = closedObject({
  type: v.literal("bind"),
  source: text,
  target: text,
  readOnly: maybe(flag),
  createHostPath: maybe(flag),
});
const tmpfsMount = closedObject({ type: v.literal("tmpfs"), target: text, size: maybe(size) });
const unknownMount = v.custom<never>(() => false, 'must have the type "volume", "bind" or "tmpfs"');

const mount = v.lazy((input) => {
  if (typeof input !== "object" || input === null) return text;
  switch (new Map<string, unknown>(Object.entries(input)).get("type")) {
    case "volume":
      return volumeMount;
    case "bind":
      return bindMount;
    case "tmpfs":
      return tmpfsMount;
    default:
      return unknownMount;
  }
});

const fileReference = closedObject({ source: text, target: maybe(text), mode: maybe(v.number()) });
const fileReferences = v.array(
  v.lazy((input) => (typeof input === "object" && input !== null ? fileReference : text)),
);

const amounts = { cpus: maybe(processors), memory: maybe(size) };

/** The structure of `deploy.resources`. */
export const resources = closedObject({
  limits: maybe(
    closedObject({ cpus: maybe(processorsOrNone), memory: maybe(sizeOrNone), pids: maybe(count(1)) }),
  ),
  reservations: maybe(closedObject(amounts)),
});

const deploy = closedObject({
  replicas: maybe(count(0)),
  resources: maybe(resources),
  updateConfig: maybe(
    closedObject({ order: maybe(oneOf(["start-first", "stop-first"])), monitor: maybe(duration) }),
  ),
});

const scale = closedObject({
  min: maybe(count(1)),
  max: count(1),
  cpu: maybe(count(1)),
  memory: maybe(count(1)),
});

const route = closedObject({
  port,
  host: maybe(text),
  path: maybe(text),
  balance: maybe(oneOf(["least_conn", "round_robin", "ip_hash", "sticky"])),
  timeout: maybe(duration),
  websocket: maybe(flag),
  maxBodySize: maybe(size),
  tls: maybe(closedObject({ secretName: text })),
});

const softAndHard = closedObject({ soft: count(-1), hard: count(-1) });
const ulimit = v.lazy((input) => (typeof input === "object" && input !== null ? softAndHard : count(-1)));

/** The structure of one service. */
export const serviceSchema = closedObject({
  image: maybe(deferrableText),
  build: maybe(build),
  command: maybe(texts),
  entrypoint: maybe(texts),
  workingDir: maybe(text),
  environment: maybe(environment),
  notSecret: maybe(texts),
  envFile: maybe(textOrTexts),
  ports: maybe(texts),
  expose: maybe(v.array(port)),
  dependsOn: maybe(byName(dependency)),
  healthcheck: maybe(healthcheck),
  init: maybe(flag),
  restart: maybe(oneOf(["no", "on-failure", "always", "unless-stopped"])),
  lifetime: maybe(oneOf(["server", "one-shot"])),
  user: maybe(text),
  allowRoot: maybe(flag),
  readOnly: maybe(flag),
  tmpfs: maybe(textOrTexts),
  capAdd: maybe(texts),
  capDrop: maybe(texts),
  stopGracePeriod: maybe(duration),
  stopSignal: maybe(text),
  volumes: maybe(v.array(mount)),
  networks: maybe(texts),
  secrets: maybe(fileReferences),
  configs: maybe(fileReferences),
  deploy: maybe(deploy),
  aliases: maybe(texts),
  hostname: maybe(text),
  tty: maybe(flag),
  stdinOpen: maybe(flag),
  noNewPrivileges: maybe(flag),
  groupAdd: maybe(texts),
  extraHosts: maybe(byName(textOrTexts)),
  dns: maybe(texts),
  dnsSearch: maybe(texts),
  dnsOpt: maybe(texts),
  shmSize: maybe(size),
  ulimits: maybe(byName(ulimit)),
  sysctls: maybe(byName(text)),
  labels: maybe(byName(deferrableText)),
  profiles: maybe(texts),
  scale: maybe(scale),
  route: maybe(route),
});
