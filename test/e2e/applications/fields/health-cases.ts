import type { ServiceSpec } from "../../../../components/index.ts";
import type { FieldCase } from "./field-case.ts";

const SECOND = 1_000_000_000;
const CHECK = ["CMD", "/bin/busybox", "true"] as const;

/** Nobody in the container could start it again, so that its check stands there as it was written. */
const plain = { init: false } as const;

/** A field of the health check, whose test stays. */
function healthcheck(
  name: string,
  field: keyof NonNullable<ServiceSpec["healthcheck"]>,
  [before, after]: readonly [unknown, unknown],
  key: string,
  told: FieldCase["told"],
): FieldCase {
  const quick = { test: CHECK, startInterval: "200ms" } as const;
  return {
    name,
    spec: {
      before: { ...plain, healthcheck: { ...quick, [field]: before } },
      after: { ...plain, healthcheck: { ...quick, [field]: after } },
      without: { ...plain, healthcheck: quick },
    },
    at: ["Config", "Healthcheck", key],
    told,
  };
}

/** The fields of a health check. */
export const HEALTH_CASES: readonly FieldCase[] = [
  {
    name: "health-test",
    spec: {
      before: { ...plain, healthcheck: { test: [...CHECK] } },
      after: { ...plain, healthcheck: { test: ["CMD-SHELL", "/bin/busybox true"] } },
    },
    at: ["Config", "Healthcheck", "Test"],
    told: { before: CHECK, after: ["CMD-SHELL", "/bin/busybox true"], without: undefined },
  },
  {
    name: "health-http",
    spec: {
      before: {
        ...plain,
        command: ["/bin/busybox", "httpd", "-f", "-p", "8000", "-h", "/etc"],
        healthcheck: { http: { port: 8000, path: "/passwd" } },
      },
      after: {
        ...plain,
        command: ["/bin/busybox", "httpd", "-f", "-p", "8000", "-h", "/etc"],
        healthcheck: { http: { port: 8000, path: "/group" } },
      },
      without: { command: ["/bin/busybox", "httpd", "-f", "-p", "8000", "-h", "/etc"] },
    },
    at: ["Config", "Healthcheck", "Test", "8"],
    told: {
      before: "http://127.0.0.1:8000/passwd",
      after: "http://127.0.0.1:8000/group",
      without: undefined,
    },
  },
  healthcheck("health-interval", "interval", ["20s", "25s"], "Interval", {
    before: 20 * SECOND,
    after: 25 * SECOND,
    without: 30 * SECOND,
  }),
  healthcheck("health-timeout", "timeout", ["4s", "1500ms"], "Timeout", {
    before: 4 * SECOND,
    after: 1.5 * SECOND,
    without: 10 * SECOND,
  }),
  healthcheck("health-retries", "retries", [5, 7], "Retries", { before: 5, after: 7, without: 3 }),
  healthcheck("health-start-period", "startPeriod", ["1m30s", "2m"], "StartPeriod", {
    before: 90 * SECOND,
    after: 120 * SECOND,
    without: 30 * SECOND,
  }),
  healthcheck("health-start-interval", "startInterval", ["250ms", "300ms"], "StartInterval", {
    before: 0.25 * SECOND,
    after: 0.3 * SECOND,
    without: 0.2 * SECOND,
  }),
];
