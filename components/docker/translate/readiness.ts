import type { Service } from "../../application/index.ts";
import type { Condition } from "../provider/container-state.ts";
import { isOneShot } from "./container-args.ts";

/** Everything about the wait for a service but its containers. */
export interface ReadinessPlan {
  readonly service: string;
  readonly condition: Condition;
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** Milliseconds that new replicas of an update are watched when they are ready. */
  readonly monitor: number;
}

/** A one-shot service may take this long, in milliseconds. */
const COMPLETION_TIMEOUT = 600_000;

/** A container without a health check has to run within this time, in milliseconds. */
const START_TIMEOUT = 30_000;

/** Time between two looks at a container without a health check, in milliseconds. */
const LOOK_INTERVAL = 200;

/** How long and for what to wait until a service's replicas are ready. */
export function translateReadiness(service: Service): ReadinessPlan {
  const path = `services.${service.name}`;
  if (isOneShot(service))
    return {
      service: path,
      condition: "completed",
      interval: LOOK_INTERVAL,
      timeout: COMPLETION_TIMEOUT,
      monitor: 0,
    };
  const { healthcheck } = service;
  const { monitor } = service.deploy.updateConfig;
  if (healthcheck === undefined)
    return {
      service: path,
      condition: "running",
      interval: LOOK_INTERVAL,
      timeout: START_TIMEOUT,
      monitor,
    };
  return {
    service: path,
    condition: "healthy",
    interval: Math.min(healthcheck.startInterval, healthcheck.interval),
    // As long as Docker itself would take to call it unhealthy if it kept the pace of the start.
    timeout:
      healthcheck.startPeriod + healthcheck.retries * (healthcheck.timeout + healthcheck.startInterval),
    monitor,
  };
}
