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

/**
 * The startup probe looks often and is patient as long as the start period; then the readiness probe takes a replica
 * out of rotation after `retries` failures, soon, since that harms nothing that works. The liveness probe looks at the
 * health check's own pace and restarts a replica after three times as many: what does not answer may wait for something
 * else, which a restart does not mend.
 */
export function translateProbes(service: Service): Probes {
  const { healthcheck } = service;
  const readinessProbe = readiness(service);
  if (readinessProbe === undefined) return {};
  if (healthcheck === undefined) return { readinessProbe };
  const { interval, retries } = healthcheck;
  return {
    startupProbe: { ...check(healthcheck), ...startup(healthcheck, service.startBudget) },
    readinessProbe,
    livenessProbe: {
      ...check(healthcheck),
      periodSeconds: seconds(interval, 1),
      failureThreshold: 3 * retries,
    },
  };
}

/** How much longer it takes with watching until a replica counts as one that serves, in seconds. */
export function watchTime(service: Service): number {
  const watch = seconds(service.deploy.updateConfig.monitor);
  return readiness(service) === undefined ? watch : 2 * watch;
}

/** The service's start budget as its startup probe keeps it: in whole periods of the probe, counted in seconds. */
export function startSeconds({ healthcheck, startBudget }: Service): number {
  if (healthcheck === undefined) return seconds(startBudget);
  const { periodSeconds, failureThreshold } = startup(healthcheck, startBudget);
  return periodSeconds * failureThreshold;
}

function startup(
  { startInterval, interval }: Healthcheck,
  budget: Milliseconds,
): { periodSeconds: number; failureThreshold: number } {
  const periodSeconds = seconds(Math.min(startInterval, interval), 1);
  return { periodSeconds, failureThreshold: Math.max(1, Math.ceil(budget / 1000 / periodSeconds)) };
}

/** A routed service that says nothing of its health gets no request before it listens; others have no such probe. */
function readiness({ healthcheck, route, deploy }: Service): Probe | undefined {
  const watch = watched(deploy.updateConfig.monitor);
  if (healthcheck !== undefined) {
    const { readiness: pace, retries, test } = healthcheck;
    return {
      ...check({ test, timeout: pace.timeout }),
      ...watch,
      periodSeconds: seconds(pace.interval, 1),
      failureThreshold: retries,
    };
  }
  if (route === undefined) return undefined;
  return {
    tcpSocket: { port: route.port },
    ...watch,
    periodSeconds: 2,
    timeoutSeconds: 1,
    failureThreshold: 3,
  };
}

/**
 * A version that is watched gets no request while it may still die of itself. A number of successes would not do: the
 * kubelet goes on counting when a container starts again.
 */
function watched(monitor: Milliseconds): Pick<Probe, "initialDelaySeconds"> {
  return monitor === 0 ? {} : { initialDelaySeconds: seconds(monitor) };
}

function check({ test, timeout }: Pick<Healthcheck, "test" | "timeout">): Probe {
  return { ...handler(test), timeoutSeconds: seconds(timeout, 1) };
}

function handler(test: HealthTest): Pick<Probe, "exec" | "httpGet"> {
  if (test.type === "http") return { httpGet: { path: test.path, port: test.port, scheme: "HTTP" } };
  const [kind, ...rest] = test.command;
  // Unlike a container's command, a probe's is taken as it is.
  return { exec: { command: kind === "CMD-SHELL" ? ["/bin/sh", "-c", ...rest] : rest } };
}
