import type { ApplicationSpec } from "../../components/index.ts";

/** Where web and worker find the queue and the pictures. */
const shared = {
  REDIS_URL: "redis://queue:6379/0",
  RESULTS_DIR: "/results",
  INPUTS_DIR: "/inputs",
} as const;

/** Image processing: web takes pictures, workers make the variants, queue and db keep what must not be lost. */
export const application: ApplicationSpec = {
  name: "photos",
  services: {
    web: {
      build: { context: ".", dockerfile: "web.Dockerfile" },
      environment: {
        ...shared,
        DATABASE_HOST: "db",
        DATABASE_NAME: "photos",
        DATABASE_USER: "photos",
        DATABASE_PASSWORD_FILE: "/run/secrets/db_password",
      },
      secrets: ["db_password"],
      volumes: ["results:/results", "./samples:/inputs:ro"],
      readOnly: true,
      tmpfs: "/tmp",
      dependsOn: { queue: { condition: "service_healthy" }, db: { condition: "service_healthy" } },
      healthcheck: { http: { port: 8000, path: "/health" } },
      route: { port: 8000 },
      deploy: { replicas: 2 },
    },
    worker: {
      build: { context: ".", dockerfile: "worker.Dockerfile" },
      environment: shared,
      volumes: ["results:/results", "./samples:/inputs:ro"],
      readOnly: true,
      tmpfs: "/tmp",
      stopGracePeriod: "30s",
      dependsOn: { queue: { condition: "service_healthy" } },
      // Without site packages, so that a check costs a few milliseconds.
      healthcheck: { test: ["CMD", "python", "-ISE", "photos_worker/healthcheck.py"], interval: "10s" },
      deploy: { replicas: 3 },
    },
    queue: {
      image: "redis:8.0",
      // Written at each turn of the event loop and synced each second: a killed Redis loses nothing, a lost host a second.
      command: ["redis-server", "--appendonly", "yes", "--appendfsync", "everysec"],
      user: "999:999",
      readOnly: true,
      volumes: ["queue-data:/data"],
      expose: [6379],
      healthcheck: { test: ["CMD", "redis-cli", "ping"], interval: "10s" },
    },
    db: {
      image: "postgres:17",
      user: "999:999",
      environment: {
        POSTGRES_DB: "photos",
        POSTGRES_USER: "photos",
        POSTGRES_PASSWORD_FILE: "/run/secrets/db_password",
      },
      secrets: ["db_password"],
      volumes: ["db-data:/var/lib/postgresql/data"],
      expose: [5432],
      stopSignal: "SIGINT",
      stopGracePeriod: "30s",
      healthcheck: {
        test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "photos", "-d", "photos"],
        interval: "10s",
      },
    },
  },
  volumes: { results: {}, "queue-data": {}, "db-data": {} },
  secrets: { db_password: {} },
};
