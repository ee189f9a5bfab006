import type { ApplicationSpec } from "../../components/index.ts";

/** The alternative to replicas: one container with several worker processes. */
export const application: ApplicationSpec = {
  name: "gunicorn",
  services: {
    web: {
      build: { context: "..", dockerfile: "gunicorn/Dockerfile" },
      environment: { WORKERS: 4 },
      readOnly: true,
      tmpfs: "/tmp",
      healthcheck: { http: { port: 5000, path: "/health" } },
      route: { port: 5000 },
      deploy: { resources: { limits: { cpus: 1, memory: "256m" } } },
    },
  },
};
