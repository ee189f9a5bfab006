import { defaults } from "../application/defaults.ts";
import type { Application, FidelityTable, Route, Service } from "../application/index.ts";
import { isLabelValue } from "./labels.ts";
import type { ImageUser } from "./image-user.ts";
import type { KubernetesSettings } from "./settings.ts";
import { controllerOf, routeGaps } from "./translate/ingress-controllers.ts";
import { healthPort } from "./translate/plan.ts";

/** What is known of the images' users by service. */
export type ImageUsers = Readonly<Record<string, ImageUser>>;

/**
 * What a cluster of these settings makes of each field. What it cannot do at all is refused with its own reason by
 * `refusals`.
 */
export function kubernetesFidelity(settings: KubernetesSettings, users: ImageUsers): FidelityTable {
  return {
    services: services(settings, users),
    networks: { internal: { verdict: "exact" } },
    volumes: {
      size: { verdict: "exact" },
    },
    secrets: { source: { verdict: "exact" } },
    configs: { content: { verdict: "exact" } },
  };
}

type ServicesFidelity = FidelityTable["services"];

/** What depends on neither the cluster nor the images. */
const fixed: Omit<ServicesFidelity, "user" | "volumes" | "route"> = {
  image: { verdict: "exact" },
  build: { verdict: "exact" },
  command: { verdict: "exact" },
  entrypoint: { verdict: "exact" },
  workingDir: { verdict: "exact" },
  environment: { verdict: "exact" },
  ports: {
    verdict: "approximated",
    reason:
      "a published port is open within the cluster only; open it to the world by `route`, or to yourself by `kubectl port-forward`",
    when: ({ ports }) => ports.length > 0,
  },
  expose: { verdict: "exact" },
  dependsOn: {
    verdict: "approximated",
    reason:
      "a service that exposes no port cannot be waited for when a pod starts anew; the order holds when Pulumi deploys",
    when: ({ dependsOn }, application) => dependsOn.some((each) => cannotBeAwaited(each, application)),
  },
  healthcheck: {
    verdict: "approximated",
    reason: "Kubernetes counts whole seconds; shorter times and fractions are rounded up",
    when: hasFractions,
  },
  init: { verdict: "exact" },
  restart: {
    verdict: "approximated",
    reason: "Kubernetes starts a service again whenever it ends, not only after a failure",
    when: ({ restart, lifetime }) => restart === "on-failure" && lifetime === "server",
  },
  allowRoot: {
    verdict: "rejected",
    reason: "the restricted Pod Security Standard lets no pod run as root",
  },
  readOnly: { verdict: "exact" },
  tmpfs: {
    verdict: "approximated",
    reason: "of the options, only the size counts; everybody in the pod can write there",
    when: ({ tmpfs }) =>
      tmpfs.some(({ options }) => /(?:^|,)(?!size=)(?!mode=0?1?777(?:,|$))./.test(options)),
  },
  capAdd: {
    verdict: "rejected",
    reason: "the restricted Pod Security Standard allows NET_BIND_SERVICE and no other capability",
    when: ({ capAdd }) => capAdd.some((name) => name.replace(/^CAP_/, "") !== "NET_BIND_SERVICE"),
  },
  capDrop: {
    verdict: "approximated",
    reason: "the restricted Pod Security Standard drops all capabilities, whatever is named",
    when: ({ capDrop }) => !capDrop.includes("ALL"),
  },
  stopGracePeriod: { verdict: "exact" },
  stopSignal: {
    verdict: "approximated",
    reason: "Kubernetes sends the signal that the image names (STOPSIGNAL), SIGTERM where it names none",
    when: ({ stopSignal }) => stopSignal !== undefined && stopSignal !== "SIGTERM",
  },
  networks: {
    verdict: "approximated",
    reason: "who reaches whom comes from dependsOn and route; only whether a network is internal counts",
    when: (_, application) => application.networks.length > 1,
  },
  secrets: { verdict: "exact" },
  configs: { verdict: "exact" },
  deploy: {
    verdict: "approximated",
    reason:
      "the number of processes is limited by the kubelet alone; deploy.resources.limits.pids has no effect",
    when: ({ deploy }) => deploy.resources.limits.pids !== defaults.deploy.limits.pids,
  },
  labels: {
    verdict: "approximated",
    reason: "labels with values that Kubernetes does not take become annotations",
    when: ({ labels }) => Object.values(labels).some((value) => !isLabelValue(value)),
  },
  profiles: { verdict: "exact" },
  scale: { verdict: "exact" },
};

function services(settings: KubernetesSettings, users: ImageUsers): ServicesFidelity {
  return {
    ...fixed,
    user: {
      verdict: "approximated",
      reason:
        'the cluster starts no image as root, and the user of this one is not known beforehand; name it by number, for example `user: "1000:1000"`',
      when: ({ name, user }) => user === undefined && (users[name]?.type ?? "unknown") === "unknown",
    },
    volumes: {
      verdict: "approximated",
      reason:
        "files of this machine are copied when Pulumi deploys, and a new volume is empty, whatever the image has at its place; a volume of several pods keeps them on one node unless its accessMode is ReadWriteMany (muelle:volumes)",
      when: ({ volumes }) => volumes.some(({ type }) => type !== "tmpfs"),
    },
    route: routeFidelity(settings),
  };
}

function routeFidelity(settings: KubernetesSettings): ServicesFidelity["route"] {
  const controller = controllerOf(settings);
  if (controller === "none")
    return {
      verdict: "approximated",
      reason: "muelle:ingress is none: nothing leads to the service from outside the cluster",
      when: ({ route }) => route !== undefined,
    };
  return {
    verdict: "approximated",
    reason: routeReasons[controller],
    when: ({ route }) =>
      route !== undefined &&
      routeGaps(route, controller).some(
        ({ field, verdict }) => verdict === "approximated" && !isDefault(route, field),
      ),
  };
}

const routeReasons = {
  "ingress-nginx": "connections can be upgraded to WebSocket, whatever `websocket` says",
  traefik: "timeout, maxBodySize and websocket are what Traefik's own configuration says",
  gateway: "balance, timeout, maxBodySize and websocket are what the Gateway's controller makes of them",
  unknown:
    "balance, timeout, maxBodySize and websocket are what the Ingress controller makes of them; Muelle speaks with the classes nginx and traefik, and muelle:ingressAnnotations with every other",
} as const;

function isDefault(route: Route, field: keyof Route): boolean {
  const byDefault: Partial<Record<keyof Route, unknown>> = defaults.route;
  return route[field] === byDefault[field];
}

function cannotBeAwaited(
  { service: name, condition }: Service["dependsOn"][number],
  application: Application,
): boolean {
  const dependency = application.services.find((each) => each.name === name);
  if (condition !== "service_healthy" || dependency === undefined) return false;
  return healthPort(dependency) === undefined;
}

function hasFractions({ healthcheck }: Service): boolean {
  if (healthcheck === undefined) return false;
  const { interval, timeout, startPeriod, startInterval } = healthcheck;
  const said = startInterval === defaults.healthcheck.startInterval ? [] : [startInterval];
  return [interval, timeout, startPeriod, ...said].some((time) => time % 1000 !== 0);
}
