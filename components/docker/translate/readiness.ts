import type { Service } from "../../application/index.ts";
import type { ReadinessWait } from "../readiness-wait.ts";

/** A one-shot service may take this long, in milliseconds. */
const COMPLETION_TIMEOUT = 600_000;

/** Time between two looks at a container without a health check, in milliseconds. */
const LOOK_INTERVAL = 200;

/** How long and for what to wait until a service's replicas are ready. */
export function translateReadiness(service: Service): ReadinessWait {
  if (service.lifetime === "one-shot")
    return {
      service: service.path,
      condition: "completed",
      interval: LOOK_INTERVAL,
      timeout: COMPLETION_TIMEOUT,
      monitor: 0,
    };
  const { healthcheck, startBudget } = service;
  const { monitor } = service.deploy.updateConfig;
  if (healthcheck === undefined)
    return {
      service: service.path,
      condition: "running",
      interval: LOOK_INTERVAL,
      timeout: startBudget,
      monitor,
    };
  return {
    service: service.path,
    condition: "healthy",
    interval: Math.min(healthcheck.startInterval, healthcheck.interval),
    timeout: startBudget,
    monitor,
  };
}
