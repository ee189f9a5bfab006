import { defaults } from "../application/defaults.ts";
import {
  type ApplicationModel,
  approximated,
  exact,
  type Fidelity,
  type FidelityTable,
  type Milliseconds,
  rejected,
  type Service,
} from "../application/index.ts";
import { isLabelValue } from "./labels.ts";
import type { ImageUser } from "./image-user.ts";
import type { KubernetesSettings } from "./settings.ts";
import { settingsFidelity } from "./settings-fidelity.ts";
import { routeFidelity } from "./route-fidelity.ts";
import { healthPort } from "./translate/plan.ts";

/** What is known of the images' users by service. */
export type ImageUsers = Readonly<Record<string, ImageUser>>;

/**
 * What a cluster of these settings makes of each field. What it cannot do at all is refused with its own reason by
 * `refusals`.
 */
export function kubernetesFidelity(settings: KubernetesSettings, users: ImageUsers): FidelityTable {
  return {
    name: exact,
    services: services(settings, users),
    networks: {
      internal: exact,
      external: rejected(
        "a cluster has no networks that applications share; open a service to others by its route",
        ({ external }) => external !== undefined,
      ),
    },
    volumes: {
      size: exact,
      keep: exact,
      renamedFrom: exact,
      external: rejected(
        "a volume of an engine is not on a cluster; copy its data into a volume of the application's own",
        ({ external }) => external !== undefined,
      ),
    },
    secrets: { config: exact, environment: exact, file: exact },
    configs: { content: exact, file: exact },
  };
}

type ServicesFidelity = FidelityTable["services"];

const WHOLE_SECONDS = "Kubernetes counts whole seconds; shorter times and fractions are rounded up";

const copied = approximated<Service>(
  "files of this machine are copied when Pulumi deploys, and a new volume is empty, whatever the image has at its place; a volume of several pods keeps them on one node unless its accessMode is ReadWriteMany (muelle:volumes)",
  ({ volumes }) => volumes.some(({ type }) => type !== "tmpfs"),
);

/** Images, and all that depends on neither the cluster nor who they run as. */
const fixed = {
  image: exact,
  "build.context": exact,
  "build.dockerfile": exact,
  "build.target": exact,
  "build.args": exact,
  "build.secrets": exact,
  "build.platforms": exact,
  "build.cacheFrom": exact,
  "build.cacheTo": exact,
  command: exact,
  entrypoint: exact,
  workingDir: exact,
  environment: exact,
  "environment.*.secret": exact,
  notSecret: exact,
  envFile: exact,
  ports: approximated(
    "a published port is open within the cluster only; open it to the world by `route`, or to yourself by `kubectl port-forward`",
    ({ ports }) => ports.length > 0,
  ),
  expose: exact,
  "dependsOn.*.condition": approximated(
    "a service that exposes no port cannot be waited for when a pod starts anew; the order holds when Pulumi deploys",
    ({ dependsOn }, application) => dependsOn.some((each) => cannotBeAwaited(each, application)),
  ),
  "healthcheck.test": exact,
  "healthcheck.http.port": exact,
  "healthcheck.http.path": exact,
  "healthcheck.interval": inWholeSeconds("interval"),
  "healthcheck.timeout": inWholeSeconds("timeout"),
  "healthcheck.retries": exact,
  "healthcheck.startPeriod": inWholeSeconds("startPeriod"),
  "healthcheck.startInterval": inWholeSeconds("startInterval"),
  init: exact,
  restart: approximated(
    "Kubernetes starts a service that stays up again whenever it ends",
    ({ restart, lifetime }) => (restart === "on-failure" || restart === "no") && lifetime === "server",
  ),
  lifetime: exact,
  allowRoot: rejected(
    "the restricted Pod Security Standard lets no pod run as root",
    ({ allowRoot }) => allowRoot,
  ),
  readOnly: exact,
  tmpfs: approximated(
    "of the options, only the size counts; everybody in the pod can write there",
    ({ tmpfs }) => tmpfs.some(({ options }) => /(?:^|,)(?!size=)(?!mode=0?1?777(?:,|$))./.test(options)),
  ),
  capAdd: rejected(
    "the restricted Pod Security Standard allows NET_BIND_SERVICE and no other capability",
    ({ capAdd }) => capAdd.some((name) => name.replace(/^CAP_/, "") !== "NET_BIND_SERVICE"),
  ),
  capDrop: approximated(
    "the restricted Pod Security Standard drops all capabilities, whatever is named",
    ({ capDrop }) => !capDrop.includes("ALL"),
  ),
  stopGracePeriod: approximated(
    "Kubernetes counts whole seconds; fractions of the grace period are rounded up",
    ({ stopGracePeriod }) => hasFraction(stopGracePeriod),
  ),
  stopSignal: approximated(
    "Kubernetes sends the signal that the image names (STOPSIGNAL), SIGTERM where it names none",
    ({ stopSignal }) => stopSignal !== undefined && stopSignal !== "SIGTERM",
  ),
  "volumes.*.type": copied,
  "volumes.*.source": copied,
  "volumes.*.target": exact,
  "volumes.*.readOnly": exact,
  "volumes.*.createHostPath": approximated("only files that are there are copied to a cluster", "never"),
  "volumes.*.size": exact,
  networks: approximated(
    "who reaches whom comes from dependsOn and route; only whether a network is internal counts",
    (_, application) => application.networks.length > 1,
  ),
  "secrets.*.source": exact,
  "secrets.*.target": exact,
  "secrets.*.mode": exact,
  "configs.*.source": exact,
  "configs.*.target": exact,
  "configs.*.mode": exact,
  "deploy.replicas": exact,
  "deploy.resources.limits.cpus": exact,
  "deploy.resources.limits.memory": exact,
  "deploy.resources.limits.pids": approximated(
    "the number of processes is limited by the kubelet alone; deploy.resources.limits.pids has no effect",
    ({ deploy }) => deploy.resources.limits.pids !== defaults.deploy.limits.pids,
  ),
  "deploy.resources.reservations.cpus": exact,
  "deploy.resources.reservations.memory": exact,
  "deploy.updateConfig.order": exact,
  "deploy.updateConfig.monitor": approximated(
    "Kubernetes counts whole seconds; fractions of the watch are rounded up",
    ({ deploy }) => hasFraction(deploy.updateConfig.monitor),
  ),
  labels: approximated(
    "labels with values that Kubernetes does not take, or that come from other resources, become annotations",
    ({ labels }) => Object.values(labels).some((value) => !isLabelValue(value)),
  ),
  profiles: exact,
  "scale.min": exact,
  "scale.max": exact,
  "scale.cpu": exact,
  "scale.memory": exact,
} satisfies Partial<ServicesFidelity>;

function services(settings: KubernetesSettings, users: ImageUsers): ServicesFidelity {
  return { ...fixed, ...settingsFidelity, user: userFidelity(users), ...routeFidelity(settings) };
}

function userFidelity(users: ImageUsers): ServicesFidelity["user"] {
  return approximated(
    'the cluster starts no image as root, and the user of this one is not known beforehand; name it by number, for example `user: "1000:1000"`',
    ({ name, user }) => user === undefined && (users[name]?.type ?? "unknown") === "unknown",
  );
}

function cannotBeAwaited(
  { service: name, condition }: Service["dependsOn"][number],
  application: ApplicationModel,
): boolean {
  const dependency = application.services.find((each) => each.name === name);
  if (condition !== "service_healthy" || dependency === undefined) return false;
  return healthPort(dependency) === undefined;
}

function inWholeSeconds(time: "interval" | "timeout" | "startPeriod" | "startInterval"): Fidelity {
  return approximated(WHOLE_SECONDS, ({ healthcheck }) => {
    if (healthcheck === undefined) return false;
    // The default of `startInterval` is a fraction that nobody asked for.
    const unsaid = time === "startInterval" && healthcheck[time] === defaults.healthcheck[time];
    return !unsaid && hasFraction(healthcheck[time]);
  });
}

function hasFraction(time: Milliseconds): boolean {
  return time % 1000 !== 0;
}
