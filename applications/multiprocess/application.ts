import type { ApplicationSpec, ServiceSpec } from "../../components/index.ts";

const both: ServiceSpec = {
  build: { context: "..", dockerfile: "multiprocess/Dockerfile" },
  // PID 1 is an init: it passes signals on, and collects what the helper's own children leave behind.
  init: true,
  readOnly: true,
  tmpfs: "/tmp",
  healthcheck: { http: { port: 5000, path: "/health" }, interval: "10s" },
  stopGracePeriod: "15s",
  deploy: { resources: { limits: { cpus: 0.5, memory: "192m" } } },
};

/** A main process and a helper in one container, twice: one dies with its helper, one restarts it. */
export const application: ApplicationSpec = {
  name: "multiprocess",
  services: {
    web: {
      ...both,
      command: ["python", "-m", "multiprocess.together"],
      route: { port: 5000, path: "/" },
    },
    supervised: {
      ...both,
      command: ["supervisord", "--nodaemon", "--configuration", "/app/multiprocess/supervisord.conf"],
      route: { port: 5000, path: "/supervised" },
    },
  },
};
