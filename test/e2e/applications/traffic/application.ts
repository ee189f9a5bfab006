import type { ApplicationSpec, ServiceSpec } from "../../../../components/index.ts";

const server: ServiceSpec = {
  build: { context: "server" },
  user: "10001:10001",
  readOnly: true,
  tmpfs: "/tmp",
  secrets: ["token"],
  healthcheck: { http: { port: 8000, path: "/health" }, interval: "2s", retries: 2 },
  stopGracePeriod: "25s",
};

/** What is updated and broken while requests come in: replicas behind the root, and others behind a path. */
export const application: ApplicationSpec = {
  name: "traffic",
  services: {
    web: { ...server, route: { port: 8000 }, deploy: { replicas: 3 } },
    side: { ...server, route: { port: 8000, path: "/side" } },
  },
  secrets: { token: {} },
};
