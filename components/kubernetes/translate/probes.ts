import type { types } from "@pulumi/kubernetes";
import type { Healthcheck, HealthTest, Milliseconds, Service } from "../../application/index.ts";
import { seconds } from "./seconds.ts";

type Probe = types.input.core.v1.Probe;

/** The three probes of a container, all of them the one health check. */
export interface Probes {
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

/** What a probe does each time. */
type Test = Pick<Probe, "exec" | "httpGet" | "tcpSocket" | "timeoutSeconds">;

/** How often a probe looks, and how often it has to fail, or to succeed, until that counts. */
interface Rhythm {
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold?: number;
}

/**
 * The startup probe looks often and is patient as long as the start period; then the readiness probe takes a replica
 * out of rotation after `retries` failures, and the liveness probe restarts it after three times as many: what does not
 * answer may wait for something else, which a restart does not mend.
 */
export function translateProbes(service: Service): Probes {
  const { healthcheck } = service;
  const readinessProbe = readiness(service);
  if (readinessProbe === undefined) return {};
  if (healthcheck === undefined) return { readinessProbe };
  const { interval, retries } = healthcheck;
  return {
    startupProbe: { ...check(healthcheck), ...startup(healthcheck) },
    readinessProbe,
    livenessProbe: {
      ...check(healthcheck),
      periodSeconds: seconds(interval, 1),
      failureThreshold: 3 * retries,
    },
  };
}

/** How long a replica that works is watched before it gets requests, in seconds. */
export function watchTime(service: Service): number {
  const probe = readiness(service);
  if (probe === undefined) return seconds(service.deploy.updateConfig.monitor);
  return ((probe.successThreshold ?? 1) - 1) * probe.periodSeconds;
}

/** The longest time that a replica gets to become healthy, in seconds. */
export function startBudget({ healthcheck }: Service): number {
  if (healthcheck === undefined) return 30;
  const { periodSeconds, failureThreshold } = startup(healthcheck);
  return periodSeconds * failureThreshold;
}

function startup(healthcheck: Healthcheck): Rhythm {
  const { startPeriod, startInterval, retries, timeout } = healthcheck;
  const periodSeconds = seconds(Math.min(startInterval, healthcheck.interval), 1);
  const budget = (startPeriod + retries * (timeout + startInterval)) / 1000;
  return { periodSeconds, failureThreshold: Math.max(1, Math.ceil(budget / periodSeconds)) };
}

/** A routed service that says nothing of its health gets no request before it listens; others have no such probe. */
function readiness({ healthcheck, route, deploy }: Service): (Test & Rhythm) | undefined {
  const { monitor } = deploy.updateConfig;
  if (healthcheck !== undefined) {
    const { interval, retries } = healthcheck;
    const rhythm = { periodSeconds: seconds(interval, 1), failureThreshold: retries };
    return { ...check(healthcheck), ...watched(rhythm, monitor) };
  }
  if (route === undefined) return undefined;
  const listens = { tcpSocket: { port: route.port }, timeoutSeconds: 1 };
  return { ...listens, ...watched({ periodSeconds: 2, failureThreshold: 3 }, monitor) };
}

/**
 * A replica is ready when it has been well for as long as a new version is watched. `minReadySeconds` would watch it
 * too, but with requests that fail when it dies.
 */
function watched(rhythm: Rhythm, monitor: Milliseconds): Rhythm {
  if (monitor === 0) return rhythm;
  const watch = seconds(monitor, 1);
  const periodSeconds = Math.min(rhythm.periodSeconds, watch);
  return {
    periodSeconds,
    failureThreshold: Math.ceil((rhythm.failureThreshold * rhythm.periodSeconds) / periodSeconds),
    successThreshold: 1 + Math.ceil(watch / periodSeconds),
  };
}

function check({ test, timeout }: Healthcheck): Test {
  return { ...handler(test), timeoutSeconds: seconds(timeout, 1) };
}

function handler(test: HealthTest): Pick<Probe, "exec" | "httpGet"> {
  if (test.type === "http") return { httpGet: { path: test.path, port: test.port, scheme: "HTTP" } };
  const [kind, ...rest] = test.command;
  // Unlike a container's command, a probe's is taken as it is.
  return { exec: { command: kind === "CMD-SHELL" ? ["/bin/sh", "-c", ...rest] : rest } };
}
