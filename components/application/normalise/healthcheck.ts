import type { Healthcheck, Milliseconds } from "../application-model.ts";
import { defaults } from "../defaults.ts";
import { parseDuration } from "../duration.ts";
import type { HealthcheckSpec } from "../spec.ts";
import { type Context, takeOr } from "./context.ts";

/** Fills in a health check's defaults and reads its times; undefined where it says neither what to run nor what to ask. */
export function normaliseHealthcheck(
  context: Context,
  path: string,
  spec: HealthcheckSpec | undefined,
): Healthcheck | undefined {
  if (spec === undefined || spec.disable === true) return undefined;
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
    const readiness = {
      interval: spec.interval === undefined ? defaults.healthcheck.readiness.interval : times.interval,
      timeout: spec.timeout === undefined ? defaults.healthcheck.readiness.timeout : times.timeout,
    };
    return { test: { type: "http", port, path: asked }, retries, ...times, readiness };
  }
  if (test === undefined) return undefined;
  const readiness = { interval: times.interval, timeout: times.timeout };
  return { test: { type: "command", command: test }, retries, ...times, readiness };
}

/** How long a start may take; see `Service.startBudget`. */
export function startBudgetOf(healthcheck: Healthcheck | undefined): Milliseconds {
  if (healthcheck === undefined) return defaults.startBudgetWithoutHealthcheck;
  const { startPeriod, startInterval, interval, retries, timeout } = healthcheck;
  // Without a time to start, the engine keeps the pace of later from the beginning.
  const pace = startPeriod > 0 ? startInterval : interval;
  return startPeriod + retries * (timeout + pace);
}
