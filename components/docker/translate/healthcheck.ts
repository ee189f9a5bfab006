import type { types } from "@pulumi/docker";
import type { Healthcheck, HealthTest, Service } from "../../application/index.ts";
import { goDuration } from "./go-duration.ts";
import { COUNTING_TIME, restartingCommand, restartsUnhealthy } from "./restart-unhealthy.ts";

/** Where the prober's volume is mounted in containers that need it. */
export const PROBER_MOUNT = "/.muelle";

/** Whether a replica needs the prober: its health is an HTTP request, or it is started again when it is not healthy. */
export function needsProber(service: Service): boolean {
  return service.healthcheck?.test.type === "http" || restartsUnhealthy(service);
}

/** The command that tells a replica's health, as Docker runs it inside the container. */
export function healthCommand(test: HealthTest, timeoutSeconds: number): string[] {
  if (test.type === "command") return [...test.command];
  // The prober is a static program, so this works in images without a shell, curl or wget.
  return [
    "CMD",
    `${PROBER_MOUNT}/busybox`,
    "wget",
    "-q",
    "-T",
    String(timeoutSeconds),
    "-O",
    "/dev/null",
    `http://127.0.0.1:${test.port}${test.path}`,
  ];
}

/** The command of a health check with its timeout. */
export function translateHealthTest({ test, timeout }: Healthcheck): string[] {
  return healthCommand(test, Math.max(1, Math.ceil(timeout / 1000)));
}

/** The health check of a service's containers; undefined where it has none. */
export function translateHealthcheck(service: Service): types.input.ContainerHealthcheck | undefined {
  const { healthcheck } = service;
  if (healthcheck === undefined) return undefined;
  const { interval, timeout, retries, startPeriod, startInterval } = healthcheck;
  const test = translateHealthTest(healthcheck);
  const restarts = restartsUnhealthy(service);
  return {
    tests: restarts ? restartingCommand(service, healthcheck, `${PROBER_MOUNT}/busybox`, test) : test,
    interval: goDuration(interval),
    timeout: goDuration(restarts ? timeout + COUNTING_TIME : timeout),
    retries,
    startPeriod: goDuration(startPeriod),
    startInterval: goDuration(startInterval),
  };
}
