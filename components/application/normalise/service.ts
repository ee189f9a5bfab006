import type { Dependency, Healthcheck, PublishedPort, Route, Scale, Service } from "../application.ts";
import { defaults } from "../defaults.ts";
import { parseDuration } from "../duration.ts";
import { parseFileReference } from "../file-reference.ts";
import { normalisedPath, parseMount } from "../mount.ts";
import { parsePort, publishedPorts } from "../port.ts";
import { parseSize } from "../size.ts";
import type { ServiceSpec } from "../spec.ts";
import { parseTmpfs } from "../tmpfs.ts";
import { normaliseBuild } from "./build.ts";
import { type Context, takeAll, takeOr } from "./context.ts";
import { normaliseDeploy } from "./deploy.ts";
import { normaliseEnvironment } from "./environment.ts";
import { childPath } from "../structure/path.ts";
import { ownVolume, type Surroundings } from "./surroundings.ts";

/** Fills in one service's defaults and reads its notations. */
export function normaliseService(
  context: Context,
  name: string,
  spec: ServiceSpec,
  surroundings: Surroundings,
): Service {
  const path = childPath("services", name);
  const volumes = takeAll(context, `${path}.volumes`, spec.volumes, (mount) =>
    parseMount(mount, context.directory),
  );
  const deploy = normaliseDeploy(context, path, spec, ownVolume(name, volumes, surroundings) !== undefined);
  const ports = takeAll(context, `${path}.ports`, spec.ports, parsePort).flatMap((mapping) =>
    publishedPorts(mapping, deploy.replicas),
  );
  return {
    name,
    image: spec.image,
    build: normaliseBuild(context, spec.build),
    command: spec.command,
    entrypoint: spec.entrypoint,
    workingDir: spec.workingDir,
    environment: normaliseEnvironment(context, path, spec),
    ports,
    expose: exposedPorts(spec, ports),
    dependsOn: dependenciesOf(spec),
    healthcheck: normaliseHealthcheck(context, `${path}.healthcheck`, spec.healthcheck),
    init: spec.init ?? defaults.service.init,
    restart: spec.restart ?? defaultRestart(name, surroundings),
    user: spec.user,
    allowRoot: spec.allowRoot ?? defaults.service.allowRoot,
    readOnly: spec.readOnly ?? defaults.service.readOnly,
    tmpfs: takeAll(context, `${path}.tmpfs`, spec.tmpfs, parseTmpfs),
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
    networks: spec.networks ?? [defaults.network.name],
    secrets: takeAll(context, `${path}.secrets`, spec.secrets, (each) =>
      parseFileReference(each, "/run/secrets"),
    ),
    configs: takeAll(context, `${path}.configs`, spec.configs, (each) => parseFileReference(each, "/")),
    deploy,
    labels: { ...spec.labels },
    profiles: spec.profiles ?? [],
    scale: normaliseScale(spec),
    route: normaliseRoute(context, `${path}.route`, spec.route),
  };
}

function defaultRestart(name: string, { awaited }: Surroundings): Service["restart"] {
  return awaited.has(name) ? defaults.service.restartWhereCompletionIsAwaited : defaults.service.restart;
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

function dependenciesOf({ dependsOn = {} }: ServiceSpec): Dependency[] {
  return Object.entries(dependsOn).map(([service, { condition }]) => ({ service, condition }));
}

function normaliseHealthcheck(
  context: Context,
  path: string,
  spec: ServiceSpec["healthcheck"],
): Healthcheck | undefined {
  if (spec === undefined) return undefined;
  const { test, http, retries = defaults.healthcheck.retries } = spec;
  const time = (field: "interval" | "timeout" | "startPeriod" | "startInterval") =>
    takeOr(context, `${path}.${field}`, spec[field], parseDuration, defaults.healthcheck[field]);
  const times = {
    interval: time("interval"),
    timeout: time("timeout"),
    startPeriod: time("startPeriod"),
    startInterval: time("startInterval"),
  };
  if (http !== undefined) {
    const { port, path: asked = defaults.healthcheck.path } = http;
    return { test: { type: "http", port, path: asked }, retries, ...times };
  }
  return test === undefined ? undefined : { test: { type: "command", command: test }, retries, ...times };
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
