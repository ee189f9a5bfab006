import type { ApplicationSpec, Balance, ServiceSpec } from "../../../../components/index.ts";

/** Replicas that say who they are, behind one of the ways to spread requests. */
function balanced(path: string, balance: Balance): ServiceSpec {
  return {
    build: { context: "websocket" },
    user: "10001:10001",
    readOnly: true,
    healthcheck: { http: { port: 8000 } },
    route: { port: 8000, path, balance },
    deploy: { replicas: 2 },
  };
}

const SLEEP = ["sleep", "3600"];

/** One service for each thing that the tests look at. */
export const application: ApplicationSpec = {
  name: "features",
  services: {
    scratch: {
      build: { context: "scratch" },
      readOnly: true,
      healthcheck: { http: { port: 8000, path: "/index.html" } },
      route: { port: 8000, path: "/" },
    },
    sticky: balanced("/sticky", "sticky"),
    hashed: balanced("/hashed", "ip_hash"),
    round: {
      ...balanced("/round", "round_robin"),
      ports: ["17101-17102:8000"],
      secrets: ["token"],
      configs: [{ source: "settings", target: "/etc/features/settings.ini" }],
    },
    database: {
      image: "busybox:1.37-musl",
      command: ["sh", "-c", "sleep 2; touch /tmp/ready; exec sleep 3600"],
      healthcheck: { test: ["CMD", "test", "-f", "/tmp/ready"], interval: "1s", startInterval: "250ms" },
    },
    migrate: {
      image: "busybox:1.37-musl",
      command: ["sh", "-c", "sleep 1; echo migrated"],
      dependsOn: { database: { condition: "service_healthy" } },
    },
    started: { image: "busybox:1.37-musl", command: SLEEP },
    last: {
      image: "busybox:1.37-musl",
      command: SLEEP,
      dependsOn: {
        database: { condition: "service_healthy" },
        migrate: { condition: "service_completed_successfully" },
        started: { condition: "service_started" },
      },
    },
  },
  secrets: { token: {} },
  configs: { settings: { content: "colour = blue\n" } },
};
