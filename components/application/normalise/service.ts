import type {
  Dependency,
  Mount,
  PublishedPort,
  Route,
  Scale,
  Service,
  Unplaced,
} from "../application-model.ts";
import { defaults } from "../defaults.ts";
import { parseDuration } from "../duration.ts";
import { parseFileReference } from "../file-reference.ts";
import { normalisedPath, parseMount } from "../mount.ts";
import { parsePort, publishedPorts } from "../port.ts";
import { parseSize } from "../size.ts";
import type { ServiceSpec } from "../spec.ts";
import { parseTmpfs } from "../tmpfs.ts";
import { normaliseBuild } from "./build.ts";
import { type Context, type Read, readAll, takeAll, takeOr } from "./context.ts";
import { normaliseDeploy } from "./deploy.ts";
import { normaliseEnvironment } from "./environment.ts";
import { childPath } from "../structure/path.ts";
import { normaliseHealthcheck, startBudgetOf } from "./healthcheck.ts";
import { lifetimeOf } from "./lifetime.ts";
import { normaliseSettings } from "./settings.ts";
import { ownVolumesOf, type Surroundings } from "./surroundings.ts";

/** Reads a service's mounts, apart from all else: the defaults of the other services depend on them. */
export function readMounts(
  { directory }: Context,
  name: string,
  { volumes }: ServiceSpec,
): readonly Read<Unplaced<Mount>>[] {
  return readAll(`${childPath("services", name)}.volumes`, volumes, (mount) => parseMount(mount, directory));
}

/** Fills in one service's defaults and reads its notations. */
export function normaliseService(
  context: Context,
  name: string,
  spec: ServiceSpec,
  mounts: readonly Read<Unplaced<Mount>>[],
  surroundings: Surroundings,
): Service {
  const path = childPath("services", name);
  const volumes = takeAll(context, mounts);
  const ownVolumes = ownVolumesOf(name, volumes, surroundings);
  const deploy = normaliseDeploy(context, path, spec, ownVolumes.length > 0);
  const ports = takeAll(context, readAll(`${path}.ports`, spec.ports, parsePort)).flatMap((mapping) =>
    publishedPorts(mapping, deploy.replicas).map((port) => ({ ...port, path: mapping.path })),
  );
  const healthcheck = normaliseHealthcheck(context, `${path}.healthcheck`, spec.healthcheck);
  const restart = spec.restart ?? defaultRestart(name, spec, surroundings);
  return {
    name,
    path,
    image: spec.image,
    build: normaliseBuild(context, spec.build),
    command: spec.command,
    entrypoint: spec.entrypoint,
    workingDir: spec.workingDir,
    environment: normaliseEnvironment(context, path, spec),
    ports,
    expose: exposedPorts(spec, ports),
    dependsOn: dependenciesOf(path, spec),
    healthcheck,
    startBudget: startBudgetOf(healthcheck),
    init: spec.init ?? defaults.service.init,
    restart,
    lifetime: spec.lifetime ?? lifetimeOf(name, restart, surroundings),
    user: spec.user,
    allowRoot: spec.allowRoot ?? defaults.service.allowRoot,
    readOnly: spec.readOnly ?? defaults.service.readOnly,
    capAdd: spec.capAdd ?? [],
    capDrop: spec.capDrop ?? defaults.service.capDrop,
    stopGracePeriod: takeOr(
      context,
      `${path}.stopGracePeriod`,
      spec.stopGracePeriod,
      parseDuration,
      defaults.service.stopGracePeriod,
    ),
    stopSignal: spec.stopSignal,
    volumes,
    ownVolumes,
    networks: spec.networks ?? [defaults.network.name],
    ...normaliseFiles(context, path, spec),
    deploy,
    ...normaliseSettings(context, path, spec),
    labels: { ...spec.labels },
    profiles: spec.profiles ?? [],
    scale: normaliseScale(spec),
    route: normaliseRoute(context, `${path}.route`, spec.route),
  };
}

function normaliseFiles(
  context: Context,
  path: string,
  { tmpfs, secrets, configs }: ServiceSpec,
): Pick<Service, "tmpfs" | "secrets" | "configs"> {
  return {
    tmpfs: takeAll(context, readAll(`${path}.tmpfs`, tmpfs, parseTmpfs)),
    secrets: takeAll(
      context,
      readAll(`${path}.secrets`, secrets, (each) => parseFileReference(each, "/run/secrets")),
    ),
    configs: takeAll(
      context,
      readAll(`${path}.configs`, configs, (each) => parseFileReference(each, "/")),
    ),
  };
}

function defaultRestart(
  name: string,
  { lifetime }: ServiceSpec,
  { awaited }: Surroundings,
): Service["restart"] {
  return awaited.has(name) || lifetime === "one-shot"
    ? defaults.service.restartWhereCompletionIsAwaited
    : defaults.service.restart;
}

function exposedPorts(
  { expose = [], route, healthcheck }: ServiceSpec,
  ports: readonly PublishedPort[],
): number[] {
  const all = new Set([...expose, ...ports.map(({ target }) => target)]);
  if (route !== undefined) all.add(route.port);
  if (healthcheck?.http !== undefined) all.add(healthcheck.http.port);
  return [...all].sort((a, b) => a - b);
}

function dependenciesOf(path: string, { dependsOn = {} }: ServiceSpec): Dependency[] {
  return Object.entries(dependsOn).map(([service, { condition }]) => ({
    path: childPath(`${path}.dependsOn`, service),
    service,
    condition,
  }));
}

function normaliseScale({ scale }: ServiceSpec): Scale | undefined {
  if (scale === undefined) return undefined;
  const { min = defaults.scale.min, max, cpu, memory } = scale;
  return { min, max, cpu, memory };
}

function normaliseRoute(context: Context, path: string, spec: ServiceSpec["route"]): Route | undefined {
  if (spec === undefined) return undefined;
  const { timeout, maxBodySize } = defaults.route;
  return {
    port: spec.port,
    host: spec.host?.toLowerCase(),
    path: normalisedPath(spec.path ?? defaults.route.path),
    balance: spec.balance ?? defaults.route.balance,
    timeout: takeOr(context, `${path}.timeout`, spec.timeout, parseDuration, timeout),
    websocket: spec.websocket ?? defaults.route.websocket,
    maxBodySize: takeOr(context, `${path}.maxBodySize`, spec.maxBodySize, parseSize, maxBodySize),
    tls: spec.tls,
  };
}
