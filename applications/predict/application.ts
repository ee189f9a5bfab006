import type { ApplicationSpec } from "../../components/index.ts";

/** A small model, trained when the image is built, behind an HTTP API. */
export const application: ApplicationSpec = {
  name: "predict",
  services: {
    api: {
      build: { context: "..", dockerfile: "predict/Dockerfile" },
      readOnly: true,
      tmpfs: "/tmp",
      healthcheck: { http: { port: 5000, path: "/health" } },
      route: { port: 5000, maxBodySize: "1m" },
      ports: ["5001:5000"],
      deploy: { replicas: 2, resources: { limits: { cpus: 0.5, memory: "128m" } } },
    },
  },
};
