import type { types } from "@pulumi/kubernetes";
import type { Healthcheck, HealthTest, Service } from "../../application/index.ts";
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
 * out of rotation after `retries` failures, and the liveness probe restarts it after three times as many: what does not
 * answer may wait for something else, which a restart does not mend.
 */
export function translateProbes({ healthcheck, route }: Service): Probes {
  if (healthcheck === undefined) return route === undefined ? {} : portProbes(route.port);
  const { interval, retries } = healthcheck;
  const test = { ...handler(healthcheck.test), timeoutSeconds: seconds(healthcheck.timeout, 1) };
  const steady = { ...test, periodSeconds: seconds(interval, 1) };
  return {
    startupProbe: { ...test, ...startup(healthcheck) },
    readinessProbe: { ...steady, failureThreshold: retries },
    livenessProbe: { ...steady, failureThreshold: 3 * retries },
  };
}

/** The longest time that a replica gets to become healthy, in seconds. */
export function startBudget({ healthcheck }: Service): number {
  if (healthcheck === undefined) return 30;
  const { periodSeconds, failureThreshold } = startup(healthcheck);
  return periodSeconds * failureThreshold;
}

function startup(healthcheck: Healthcheck): { periodSeconds: number; failureThreshold: number } {
  const { startPeriod, startInterval, retries, timeout } = healthcheck;
  const periodSeconds = seconds(Math.min(startInterval, healthcheck.interval), 1);
  const budget = (startPeriod + retries * (timeout + startInterval)) / 1000;
  return { periodSeconds, failureThreshold: Math.max(1, Math.ceil(budget / periodSeconds)) };
}

/** A routed service that says nothing of its health gets no request before it listens. */
function portProbes(port: number): Probes {
  return {
    readinessProbe: { tcpSocket: { port }, periodSeconds: 2, timeoutSeconds: 1, failureThreshold: 3 },
  };
}

function handler(test: HealthTest): Pick<Probe, "exec" | "httpGet"> {
  if (test.type === "http") return { httpGet: { path: test.path, port: test.port, scheme: "HTTP" } };
  const [kind, ...rest] = test.command;
  // Unlike a container's command, a probe's is taken as it is.
  return { exec: { command: kind === "CMD-SHELL" ? ["/bin/sh", "-c", ...rest] : rest } };
}
