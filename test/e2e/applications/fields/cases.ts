import type { ServiceSpec } from "../../../../components/index.ts";
import type { Phase } from "./phase.ts";

/** What a change of a field comes to for the container: another one, or the same with another setting. */
export type Change = "replace" | "update";

/** One field, on a service of its own, so that the preview tells of each field by itself. */
export interface FieldCase {
  /** Name of the service. */
  readonly name: string;
  /** What the service says in each phase; without the field, nothing of it. */
  readonly spec: Readonly<Record<"before" | "after", ServiceSpec>> & { readonly without?: ServiceSpec };
  /** What another value comes to. @default "replace" */
  readonly change?: Change;
  /** What the field's removal comes to. @default "replace" */
  readonly removal?: Change;
  /** Where `docker inspect` tells it. */
  readonly at: readonly string[];
  /** What it tells there. */
  readonly told: Readonly<Record<Phase, unknown>>;
}

const MEBIBYTE = 1024 ** 2;
const SECOND = 1_000_000_000;
const SLEEP = "exec /bin/busybox sleep 1001";
/** What Docker adds where an image says nothing of it. */
const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const CHECK = ["CMD", "/bin/busybox", "true"] as const;

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
      before: { healthcheck: { ...quick, [field]: before } },
      after: { healthcheck: { ...quick, [field]: after } },
      without: { healthcheck: quick },
    },
    at: ["Config", "Healthcheck", key],
    told,
  };
}

function limits(
  name: string,
  [before, after]: readonly [object, object],
  at: string,
  told: FieldCase["told"],
  changes: Pick<FieldCase, "change" | "removal"> = {},
): FieldCase {
  return {
    name,
    spec: {
      before: { deploy: { resources: { limits: before } } },
      after: { deploy: { resources: { limits: after } } },
    },
    at: ["HostConfig", at],
    told,
    ...changes,
  };
}

/** Every field that Docker can take in a container, in the order of the model. */
export const CASES: readonly FieldCase[] = [
  {
    name: "command",
    spec: {
      before: { command: ["/bin/busybox", "sleep", "1001"] },
      after: { command: ["/bin/busybox", "sleep", "1002"] },
    },
    at: ["Config", "Cmd"],
    told: {
      before: ["/bin/busybox", "sleep", "1001"],
      after: ["/bin/busybox", "sleep", "1002"],
      without: ["/bin/busybox", "sleep", "86400"],
    },
  },
  {
    name: "entrypoint",
    spec: {
      before: { entrypoint: ["/bin/busybox", "sh", "-c"], command: [SLEEP] },
      after: { entrypoint: ["/bin/busybox", "sh", "-e", "-c"], command: [SLEEP] },
      without: { command: ["/bin/busybox", "sleep", "1001"] },
    },
    at: ["Config", "Entrypoint"],
    told: {
      before: ["/bin/busybox", "sh", "-c"],
      after: ["/bin/busybox", "sh", "-e", "-c"],
      without: null,
    },
  },
  {
    name: "working-dir",
    spec: { before: { workingDir: "/bin" }, after: { workingDir: "/tmp" } },
    at: ["Config", "WorkingDir"],
    told: { before: "/bin", after: "/tmp", without: "/etc" },
  },
  {
    name: "environment",
    spec: {
      before: { environment: { GREETING: "ahoy", KEPT: "1" } },
      after: { environment: { GREETING: "moin", KEPT: "1" } },
      without: { environment: { KEPT: "1" } },
    },
    at: ["Config", "Env"],
    told: {
      before: ["GREETING=ahoy", "KEPT=1", PATH],
      after: ["GREETING=moin", "KEPT=1", PATH],
      without: ["KEPT=1", PATH],
    },
  },
  {
    name: "health-test",
    spec: {
      before: { healthcheck: { test: [...CHECK] } },
      after: { healthcheck: { test: ["CMD-SHELL", "/bin/busybox true"] } },
    },
    at: ["Config", "Healthcheck", "Test"],
    told: { before: CHECK, after: ["CMD-SHELL", "/bin/busybox true"], without: undefined },
  },
  {
    name: "health-http",
    spec: {
      before: {
        command: ["/bin/busybox", "httpd", "-f", "-p", "8000", "-h", "/etc"],
        healthcheck: { http: { port: 8000, path: "/passwd" } },
      },
      after: {
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
  {
    name: "init",
    spec: { before: { init: false }, after: { init: true }, without: { init: false } },
    at: ["HostConfig", "Init"],
    told: { before: false, after: true, without: false },
  },
  {
    name: "restart",
    spec: {
      before: { restart: "always" },
      after: { restart: "unless-stopped" },
      without: { restart: "always" },
    },
    change: "update",
    removal: "update",
    at: ["HostConfig", "RestartPolicy", "Name"],
    told: { before: "always", after: "unless-stopped", without: "always" },
  },
  {
    name: "user-by-number",
    spec: { before: { user: "1001" }, after: { user: "1001:1000" } },
    at: ["Config", "User"],
    told: { before: "1001", after: "1001:1000", without: "1000:1000" },
  },
  {
    name: "user-by-name",
    spec: { before: { user: "app" }, after: { user: "other:app" } },
    at: ["Config", "User"],
    told: { before: "app", after: "other:app", without: "1000:1000" },
  },
  {
    name: "read-only",
    spec: { before: { readOnly: true }, after: { readOnly: false }, without: { readOnly: true } },
    at: ["HostConfig", "ReadonlyRootfs"],
    told: { before: true, after: false, without: true },
  },
  {
    name: "tmpfs",
    spec: {
      before: { tmpfs: "/scratch:size=1m,mode=1777" },
      after: { tmpfs: ["/scratch:size=2m", "/other"] },
    },
    at: ["HostConfig", "Tmpfs"],
    told: {
      before: { "/scratch": "size=1m,mode=1777" },
      after: { "/scratch": "size=2m", "/other": "" },
      without: undefined,
    },
  },
  {
    name: "cap-add",
    spec: { before: { capAdd: ["NET_BIND_SERVICE"] }, after: { capAdd: ["CHOWN", "KILL"] } },
    at: ["HostConfig", "CapAdd"],
    told: { before: ["CAP_NET_BIND_SERVICE"], after: ["CAP_CHOWN", "CAP_KILL"], without: null },
  },
  {
    name: "cap-drop",
    spec: { before: { capDrop: ["NET_RAW"] }, after: { capDrop: [] } },
    at: ["HostConfig", "CapDrop"],
    told: { before: ["CAP_NET_RAW"], after: null, without: ["ALL"] },
  },
  {
    name: "stop-grace-period",
    spec: { before: { stopGracePeriod: "2s" }, after: { stopGracePeriod: "4500ms" } },
    at: ["Config", "StopTimeout"],
    told: { before: 2, after: 5, without: 10 },
  },
  {
    name: "stop-signal",
    spec: { before: { stopSignal: "SIGINT" }, after: { stopSignal: "SIGQUIT" } },
    at: ["Config", "StopSignal"],
    told: { before: "SIGINT", after: "SIGQUIT", without: undefined },
  },
  {
    name: "bind",
    spec: { before: { volumes: ["./image:/in:ro"] }, after: { volumes: ["./image:/in"] } },
    at: ["Mounts", "0", "RW"],
    told: { before: false, after: true, without: undefined },
  },
  {
    name: "volume",
    spec: { before: { volumes: ["data:/one"] }, after: { volumes: ["data:/two"] } },
    at: ["Mounts", "0", "Destination"],
    told: { before: "/one", after: "/two", without: undefined },
  },
  {
    name: "memory-mount",
    spec: {
      before: { volumes: [{ type: "tmpfs", target: "/scratch", size: "1m" }] },
      after: { volumes: [{ type: "tmpfs", target: "/scratch", size: "3m" }] },
    },
    at: ["HostConfig", "Tmpfs"],
    told: {
      before: { "/scratch": `size=${MEBIBYTE}` },
      after: { "/scratch": `size=${3 * MEBIBYTE}` },
      without: undefined,
    },
  },
  {
    name: "labels",
    spec: { before: { labels: { "shop.colour": "red" } }, after: { labels: { "shop.colour": "blue" } } },
    at: ["Config", "Labels", "shop.colour"],
    told: { before: "red", after: "blue", without: undefined },
  },
  limits("cpus", [{ cpus: 0.25 }, { cpus: 1.5 }], "NanoCpus", {
    before: 0.25 * SECOND,
    after: 1.5 * SECOND,
    without: SECOND,
  }),
  limits("cpus-of-no-limit", [{ cpus: 0.5 }, { cpus: "none" }], "NanoCpus", {
    before: 0.5 * SECOND,
    after: 0,
    without: SECOND,
  }),
  limits("cpus-hardly-any", [{ cpus: 0.05 }, { cpus: 0.15 }], "CpuQuota", {
    before: 5000,
    after: 0,
    without: 0,
  }),
  limits(
    "memory",
    [{ memory: "100m" }, { memory: "1g" }],
    "Memory",
    { before: 100 * MEBIBYTE, after: 1024 * MEBIBYTE, without: 512 * MEBIBYTE },
    { change: "update", removal: "update" },
  ),
  limits(
    "memory-and-swap",
    [{ memory: "1.5g" }, { memory: "65m" }],
    "MemorySwap",
    { before: 3072 * MEBIBYTE, after: 130 * MEBIBYTE, without: 1024 * MEBIBYTE },
    { change: "update", removal: "update" },
  ),
  limits(
    "memory-of-no-limit",
    [{ memory: "none" }, { memory: "200m" }],
    "Memory",
    {
      before: 0,
      after: 200 * MEBIBYTE,
      without: 512 * MEBIBYTE,
    },
    { removal: "update" },
  ),
  {
    name: "reservation",
    spec: {
      before: { deploy: { resources: { reservations: { memory: "32m" } } } },
      after: { deploy: { resources: { reservations: { memory: "96m" } } } },
    },
    change: "update",
    removal: "update",
    at: ["HostConfig", "MemoryReservation"],
    told: { before: 32 * MEBIBYTE, after: 96 * MEBIBYTE, without: 64 * MEBIBYTE },
  },
  {
    name: "no-reservation",
    spec: {
      before: { deploy: { resources: { limits: { memory: "48m", pids: 100 } } } },
      after: { deploy: { resources: { limits: { memory: "40m", pids: 200 } } } },
    },
    change: "update",
    removal: "update",
    at: ["HostConfig", "MemoryReservation"],
    told: { before: 48 * MEBIBYTE, after: 40 * MEBIBYTE, without: 64 * MEBIBYTE },
  },
  {
    name: "image",
    spec: {
      before: { build: { context: "image", args: { GREETING: "ahoy" } } },
      after: { build: { context: "image", args: { GREETING: "moin" } } },
    },
    at: ["Config", "Cmd"],
    told: {
      before: ["/bin/busybox", "sleep", "86400"],
      after: ["/bin/busybox", "sleep", "86400"],
      without: ["/bin/busybox", "sleep", "86400"],
    },
  },
];
