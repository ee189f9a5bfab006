import { defaults } from "../application/defaults.ts";
import type { FidelityTable } from "../application/index.ts";

const services: FidelityTable["services"] = {
  image: { verdict: "exact" },
  build: { verdict: "exact" },
  command: { verdict: "exact" },
  entrypoint: { verdict: "exact" },
  workingDir: { verdict: "exact" },
  environment: { verdict: "exact" },
  ports: { verdict: "exact" },
  expose: { verdict: "exact" },
  dependsOn: { verdict: "exact" },
  healthcheck: { verdict: "exact" },
  init: { verdict: "exact" },
  restart: { verdict: "exact" },
  user: { verdict: "exact" },
  allowRoot: { verdict: "exact" },
  readOnly: { verdict: "exact" },
  tmpfs: { verdict: "exact" },
  capAdd: { verdict: "exact" },
  capDrop: { verdict: "exact" },
  stopGracePeriod: { verdict: "exact" },
  stopSignal: { verdict: "exact" },
  volumes: { verdict: "exact" },
  networks: { verdict: "exact" },
  secrets: { verdict: "exact" },
  configs: { verdict: "exact" },
  deploy: {
    verdict: "approximated",
    reason: "the Docker provider cannot limit processes, so deploy.resources.limits.pids has no effect",
    when: ({ deploy }) => deploy.resources.limits.pids !== defaults.deploy.limits.pids,
  },
  labels: { verdict: "exact" },
  profiles: { verdict: "exact" },
  scale: {
    verdict: "approximated",
    reason: "Docker does not scale by itself; deploy.replicas replicas run, or scale.min if that is more",
    when: ({ scale }) => scale !== undefined,
  },
  route: {
    verdict: "approximated",
    reason: "the local load balancer serves plain HTTP; route.tls has no effect",
    when: ({ route }) => route?.tls !== undefined,
  },
};

/** What the Docker platform makes of each field. */
export const dockerFidelity: FidelityTable = {
  services,
  networks: { internal: { verdict: "exact" } },
  volumes: {
    size: {
      verdict: "approximated",
      reason: "Docker does not limit volumes; the size has no effect",
    },
  },
  secrets: { source: { verdict: "exact" } },
  configs: {
    content: {
      verdict: "rejected",
      reason: "the Docker provider copies no empty file; give it a line, if only a comment",
      when: ({ content }) => content === "",
    },
  },
};
