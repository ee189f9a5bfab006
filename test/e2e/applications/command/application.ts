import type { ApplicationSpec } from "../../../../components/index.ts";

const IMAGE = "busybox:1.37-musl";

/** What the command `muelle` is tried on: a server with two replicas, one that only writes lines, one that ends. */
export const application: ApplicationSpec = {
  name: "command",
  services: {
    web: {
      image: IMAGE,
      user: "1000:1000",
      command: [
        "sh",
        "-c",
        "echo web serves; mkdir -p /tmp/www; hostname > /tmp/www/index.html; exec httpd -f -p 8000 -h /tmp/www",
      ],
      environment: { COLOUR: "blue" },
      secrets: ["token"],
      healthcheck: { http: { port: 8000 }, interval: "1s", startInterval: "250ms" },
      route: { port: 8000 },
      deploy: { replicas: 2 },
    },
    worker: {
      image: IMAGE,
      user: "1000:1000",
      command: [
        "sh",
        "-c",
        "trap 'exit 0' TERM; i=0; while true; do i=$((i+1)); echo line $i; sleep 1; done",
      ],
      environment: { COLOUR: "green" },
      dependsOn: { web: { condition: "service_healthy" } },
    },
    migrate: {
      image: IMAGE,
      user: "1000:1000",
      command: ["sh", "-c", "echo migrated"],
      restart: "no",
    },
  },
  secrets: { token: {} },
};
