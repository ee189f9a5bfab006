const MEBIBYTE = 1024 ** 2;

/** All defaults, in the normalised form's units; the doc comments of spec.ts name the same values. */
export const defaults = Object.freeze({
  network: Object.freeze({ name: "default", internal: false }),
  volume: Object.freeze({ size: 1024 * MEBIBYTE, keep: true }),
  fileReference: Object.freeze({ mode: 0o444 }),
  build: Object.freeze({ dockerfile: "Dockerfile" }),
  healthcheck: Object.freeze({
    path: "/",
    interval: 30_000,
    timeout: 10_000,
    retries: 3,
    startPeriod: 30_000,
    startInterval: 500,
    readiness: Object.freeze({ interval: 3000, timeout: 3000 }),
  }),
  startBudgetWithoutHealthcheck: 30_000,
  service: Object.freeze({
    init: true,
    restart: "unless-stopped",
    restartWhereCompletionIsAwaited: "no",
    allowRoot: false,
    readOnly: false,
    capDrop: Object.freeze(["ALL"]),
    stopGracePeriod: 10_000,
  }),
  deploy: Object.freeze({
    replicas: 1,
    limits: Object.freeze({ cpus: 1, memory: 512 * MEBIBYTE, pids: 256 }),
    reservations: Object.freeze({ cpus: 0.1, memory: 64 * MEBIBYTE }),
    order: "start-first",
    orderOnVolumeOfItsOwn: "stop-first",
    monitor: 0,
  }),
  scale: Object.freeze({ min: 1 }),
  route: Object.freeze({
    path: "/",
    balance: "least_conn",
    timeout: 60_000,
    websocket: true,
    maxBodySize: 16 * MEBIBYTE,
  }),
} as const);
