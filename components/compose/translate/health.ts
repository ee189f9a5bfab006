import { formatDuration } from "../../application/duration.ts";
import type { Duration, HealthcheckSpec } from "../../application/spec.ts";
import type { Context, Subject } from "./context.ts";
import { given } from "./given.ts";

/** What Compose takes where a health check says nothing, in milliseconds. */
const BY_DEFAULT = { interval: 30_000, timeout: 30_000, startPeriod: 0, startInterval: 5_000 } as const;

/** The health check of a service; undefined for none. */
export function healthcheckOf({ service, at }: Subject, { report }: Context): HealthcheckSpec | undefined {
  const check = service.healthcheck;
  if (check === undefined) return undefined;
  const [kind, ...words] = check.test ?? [];
  if (check.disable === true || kind === "NONE") return { disable: true };
  if (kind === undefined) {
    report.say([...at, "healthcheck"], {
      verdict: "refused",
      reason: "has no `test`: what the image itself tests is not known",
      hint: "write the `test`",
    });
    return undefined;
  }
  // The loader takes nothing else.
  if (kind !== "CMD" && kind !== "CMD-SHELL") return undefined;
  return given({
    test: [kind, ...words] as const,
    interval: time(check.interval, BY_DEFAULT.interval),
    timeout: time(check.timeout, BY_DEFAULT.timeout),
    retries: check.retries === undefined || check.retries < 1 ? undefined : check.retries,
    startPeriod: time(check.start_period, BY_DEFAULT.startPeriod),
    startInterval: time(check.start_interval, BY_DEFAULT.startInterval),
  });
}

/** No time at all is the default, as for the engine; less than a millisecond is one. */
function time(given: number | undefined, byDefault: number): Duration {
  return formatDuration(given === undefined || given <= 0 ? byDefault : Math.ceil(given));
}
