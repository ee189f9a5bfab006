import { defaults } from "../application/defaults.ts";
import { approximated, exact, type FidelityTable, rejected, type Service } from "../application/index.ts";

const MEBIBYTE = 1024 * 1024;

const NO_AUTOSCALER =
  "Docker does not scale by itself; deploy.replicas replicas run, or scale.min if that is more";

const WHOLE_MEBIBYTES = "the Docker provider counts whole mebibytes; fractions are rounded up";

const scaling: FidelityTable["services"]["scale.max"] = approximated(
  NO_AUTOSCALER,
  ({ scale }) => scale !== undefined,
);

const noEmptyFile: FidelityTable["configs"]["file"] = rejected(
  "the Docker provider copies no empty file; give it a line, if only a comment",
  ({ content }) => content === "",
);

const services: FidelityTable["services"] = {
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
  // As every variable there. Nobody loses by it what Compose would give.
  "environment.*.secret": approximated(
    "the value is encrypted in the state, and `docker inspect` shows it to whoever may use the engine; a secret that is mounted as a file it does not show",
    "never",
  ),
  notSecret: exact,
  envFile: exact,
  ports: exact,
  // Whoever names a port can be reached at it. That others are open as well is how Compose has it.
  expose: approximated("services on one network reach every port of each other, exposed or not", "never"),
  "dependsOn.*.condition": exact,
  "healthcheck.test": exact,
  "healthcheck.http.port": exact,
  "healthcheck.http.path": exact,
  "healthcheck.disable": exact,
  "healthcheck.interval": exact,
  "healthcheck.timeout": exact,
  "healthcheck.retries": exact,
  "healthcheck.startPeriod": exact,
  "healthcheck.startInterval": exact,
  init: exact,
  restart: exact,
  lifetime: exact,
  user: exact,
  allowRoot: exact,
  readOnly: exact,
  tmpfs: exact,
  capAdd: exact,
  capDrop: exact,
  stopGracePeriod: approximated(
    "the engine counts whole seconds; fractions are rounded up",
    ({ stopGracePeriod }) => stopGracePeriod % 1000 !== 0,
  ),
  stopSignal: exact,
  "volumes.*.type": exact,
  "volumes.*.source": exact,
  "volumes.*.target": exact,
  "volumes.*.readOnly": exact,
  "volumes.*.createHostPath": exact,
  "volumes.*.size": exact,
  networks: exact,
  "secrets.*.source": exact,
  "secrets.*.target": exact,
  "secrets.*.mode": exact,
  "configs.*.source": exact,
  "configs.*.target": exact,
  "configs.*.mode": exact,
  "deploy.replicas": exact,
  "deploy.resources.limits.cpus": exact,
  "deploy.resources.limits.memory": approximated(WHOLE_MEBIBYTES, ({ deploy }) =>
    hasFraction(deploy.resources.limits.memory),
  ),
  "deploy.resources.limits.pids": approximated(
    "the Docker provider cannot limit processes, so deploy.resources.limits.pids has no effect",
    ({ deploy }) => deploy.resources.limits.pids !== defaults.deploy.limits.pids,
  ),
  "deploy.resources.reservations.cpus": approximated(
    "Docker keeps no processor free for a container; the reservation has no effect",
    reservesProcessors,
  ),
  "deploy.resources.reservations.memory": approximated(WHOLE_MEBIBYTES, ({ deploy }) =>
    hasFraction(deploy.resources.reservations.memory),
  ),
  "deploy.updateConfig.order": exact,
  "deploy.updateConfig.monitor": exact,
  aliases: exact,
  hostname: exact,
  tty: exact,
  stdinOpen: exact,
  noNewPrivileges: exact,
  groupAdd: exact,
  extraHosts: exact,
  dns: exact,
  dnsSearch: exact,
  dnsOpt: exact,
  shmSize: approximated(WHOLE_MEBIBYTES, ({ shmSize }) => shmSize !== undefined && hasFraction(shmSize)),
  "ulimits.*.soft": exact,
  "ulimits.*.hard": exact,
  sysctls: exact,
  labels: exact,
  profiles: exact,
  "scale.min": exact,
  "scale.max": scaling,
  "scale.cpu": scaling,
  "scale.memory": scaling,
  "route.port": exact,
  "route.host": exact,
  "route.path": exact,
  "route.balance": exact,
  "route.timeout": exact,
  "route.websocket": exact,
  "route.maxBodySize": exact,
  "route.tls.secretName": approximated(
    "the local load balancer serves plain HTTP; route.tls has no effect",
    ({ route }) => route?.tls !== undefined,
  ),
};

/** What the Docker platform makes of each field. */
export const dockerFidelity: FidelityTable = {
  name: exact,
  services,
  networks: { internal: exact, external: exact },
  volumes: {
    size: approximated(
      "Docker does not limit volumes; the size has no effect",
      ({ size }) => size !== defaults.volume.size,
    ),
    external: exact,
    keep: exact,
    renamedFrom: exact,
  },
  secrets: { config: exact, environment: exact, file: exact },
  configs: { content: noEmptyFile, file: noEmptyFile },
};

/** What is not limited has none. */
function hasFraction(memory: number): boolean {
  return Number.isFinite(memory) && memory % MEBIBYTE !== 0;
}

/** Whether a service says itself what it reserves: by default that is never more than its limit. */
function reservesProcessors({ deploy: { resources } }: Service): boolean {
  const byDefault = Math.min(defaults.deploy.reservations.cpus, resources.limits.cpus);
  return resources.reservations.cpus !== byDefault;
}
