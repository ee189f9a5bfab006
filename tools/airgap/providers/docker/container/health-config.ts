import type { HealthConfig } from "dockerode";
import { nanoseconds } from "./duration.ts";
import type { ContainerInputs } from "./fields.ts";

/** The first API version that knows how often to probe while a container starts. */
const START_INTERVAL_API = 44;

type Healthcheck = NonNullable<ContainerInputs["healthcheck"]>;

/** The healthcheck as the engine takes it; zeros leave the image's or the engine's own value. */
export function healthConfig(healthcheck: Healthcheck, apiMinor: number): HealthConfig {
  return {
    Test: [...(healthcheck.tests ?? [])],
    Interval: nanoseconds(healthcheck.interval) ?? 0,
    Timeout: nanoseconds(healthcheck.timeout) ?? 0,
    StartPeriod: nanoseconds(healthcheck.startPeriod) ?? 0,
    Retries: healthcheck.retries,
    ...(apiMinor >= START_INTERVAL_API ? { StartInterval: nanoseconds(healthcheck.startInterval) ?? 0 } : {}),
  };
}

/** Whether the engine is too old for a start interval that was asked for. */
export function losesStartInterval(inputs: ContainerInputs, apiMinor: number): boolean {
  const interval = inputs.healthcheck?.startInterval ?? "0s";
  return apiMinor < START_INTERVAL_API && nanoseconds(interval) !== 0;
}
