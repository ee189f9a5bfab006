import type { ApplicationSpec } from "../../components/index.ts";

const image = { context: "..", dockerfile: "notes/Dockerfile" } as const;

/** The password alone is secret; the rest of the URL is put together by the program. */
const database = {
  DATABASE_URL: "postgresql://notes@db:5432/notes",
  DATABASE_PASSWORD_FILE: "/run/secrets/db_password",
} as const;

/** An API with a database, whose schema is brought up to date before any replica of the new version starts. */
export const application: ApplicationSpec = {
  name: "notes",
  services: {
    api: {
      build: image,
      environment: database,
      secrets: ["db_password"],
      readOnly: true,
      tmpfs: "/tmp",
      dependsOn: {
        db: { condition: "service_healthy" },
        migrate: { condition: "service_completed_successfully" },
      },
      healthcheck: { http: { port: 8000, path: "/health" }, interval: "10s" },
      route: { port: 8000 },
      deploy: {
        replicas: 3,
        resources: { limits: { cpus: 0.5, memory: "256m" }, reservations: { cpus: 0.1, memory: "128m" } },
      },
      scale: { min: 2, max: 10, cpu: 50 },
    },
    migrate: {
      build: image,
      command: ["python", "-m", "notes.migrate"],
      environment: database,
      secrets: ["db_password"],
      readOnly: true,
      tmpfs: "/tmp",
      restart: "on-failure",
      dependsOn: { db: { condition: "service_healthy" } },
    },
    db: {
      image: "postgres:17",
      user: "999:999",
      environment: {
        POSTGRES_DB: "notes",
        POSTGRES_USER: "notes",
        POSTGRES_PASSWORD_FILE: "/run/secrets/db_password",
      },
      secrets: ["db_password"],
      volumes: ["data:/var/lib/postgresql/data"],
      expose: [5432],
      stopSignal: "SIGINT",
      stopGracePeriod: "30s",
      healthcheck: {
        test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "notes", "-d", "notes"],
        interval: "10s",
      },
    },
  },
  volumes: { data: {} },
  secrets: { db_password: {} },
};
