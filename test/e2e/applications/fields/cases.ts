import type { FieldCase } from "./field-case.ts";
import { HEALTH_CASES } from "./health-cases.ts";
import { RESOURCE_CASES } from "./resource-cases.ts";

const MEBIBYTE = 1024 ** 2;
const SLEEP = "exec /bin/busybox sleep 1001";
/** What Docker adds where an image says nothing of it. */
const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

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
  ...HEALTH_CASES,
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
  ...RESOURCE_CASES,
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
