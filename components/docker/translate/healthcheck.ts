import type { types } from "@pulumi/docker";
import type { Healthcheck, HealthTest } from "../../application/index.ts";
import { goDuration } from "./go-duration.ts";

/** Where the prober's volume is mounted in containers whose health is an HTTP request. */
export const PROBER_MOUNT = "/.muelle";

/** Whether a replica needs the prober: its health is an HTTP request. */
export function needsProber(healthcheck: Healthcheck | undefined): boolean {
  return healthcheck?.test.type === "http";
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

/** The health check of a container. */
export function translateHealthcheck(healthcheck: Healthcheck): types.input.ContainerHealthcheck {
  return {
    tests: translateHealthTest(healthcheck),
    interval: goDuration(healthcheck.interval),
    timeout: goDuration(healthcheck.timeout),
    retries: healthcheck.retries,
    startPeriod: goDuration(healthcheck.startPeriod),
    startInterval: goDuration(healthcheck.startInterval),
  };
}
