import type { ApplicationSpec } from "../../components/index.ts";

/** The same service ten times, behind one port together and behind a port each. */
export const application: ApplicationSpec = {
  name: "replicas",
  services: {
    web: {
      build: { context: "..", dockerfile: "replicas/Dockerfile" },
      readOnly: true,
      tmpfs: "/tmp",
      healthcheck: {
        http: { port: 5000, path: "/health" },
        interval: "30s",
        timeout: "10s",
        retries: 3,
      },
      route: { port: 5000, balance: "least_conn" },
      // Replica 1 at 6001, replica 2 at 6002, and so on.
      ports: ["6001-6010:5000"],
      deploy: { replicas: 10, resources: { limits: { cpus: 0.5, memory: "128m" } } },
    },
  },
};
