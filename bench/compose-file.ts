import { PROBER_MOUNT, translateHealthTest } from "../components/docker/translate/healthcheck.ts";
import type { ApplicationModel, Healthcheck, Service, Variable } from "../components/index.ts";

/** What the compose file needs to know beside the application. */
export interface ComposeSurroundings {
  /** Reference of each service's image. */
  readonly images: Readonly<Record<string, string>>;
  /** Port on this machine for nginx. */
  readonly port: number;
  /** A static busybox on this machine, for the same HTTP checks as Muelle's. */
  readonly busybox: string;
  /** File with nginx's configuration. */
  readonly nginxConfiguration: string;
  /** Files with the secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** As small as Muelle keeps log files, so that both write the same. */
const LOGGING = { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } } as const;

/** The same application as a compose file (JSON is YAML), with nginx in front as people usually write it. */
export function composeFile(application: ApplicationModel, surroundings: ComposeSurroundings): string {
  const services = Object.fromEntries(
    application.services.map((service) => [service.name, composeService(service, surroundings)]),
  );
  const [routed] = application.services.filter(({ route }) => route !== undefined);
  const nginx = {
    image: "nginx:1.30",
    ports: [`127.0.0.1:${surroundings.port}:80`],
    volumes: [`${surroundings.nginxConfiguration}:/etc/nginx/conf.d/default.conf:ro`],
    logging: LOGGING,
    depends_on: { [routed?.name ?? "web"]: { condition: "service_healthy" } },
  };
  return JSON.stringify({
    services: { ...services, nginx },
    volumes: Object.fromEntries(application.volumes.map(({ name }) => [name, {}])),
    secrets: Object.fromEntries(Object.entries(surroundings.secrets).map(([name, file]) => [name, { file }])),
  });
}

function composeService(service: Service, { images, busybox }: ComposeSurroundings): object {
  return {
    image: images[service.name],
    ...(service.command === undefined ? {} : { command: service.command }),
    ...(service.user === undefined ? {} : { user: service.user }),
    environment: Object.fromEntries(Object.entries(service.environment).map(plainVariable)),
    init: service.init,
    restart: service.restart,
    read_only: service.readOnly,
    tmpfs: service.tmpfs.map(({ target, options }) => (options === "" ? target : `${target}:${options}`)),
    cap_drop: service.capDrop,
    security_opt: ["no-new-privileges:true"],
    stop_grace_period: `${service.stopGracePeriod}ms`,
    ...(service.stopSignal === undefined ? {} : { stop_signal: service.stopSignal }),
    volumes: [
      ...service.volumes.flatMap((mount) =>
        mount.type === "tmpfs" ? [] : [`${mount.source}:${mount.target}:${mount.readOnly ? "ro" : "rw"}`],
      ),
      ...(service.healthcheck?.test.type === "http" ? [`${busybox}:${PROBER_MOUNT}/busybox:ro`] : []),
    ],
    secrets: service.secrets.map(({ source }) => source),
    depends_on: Object.fromEntries(
      service.dependsOn.map(({ service: name, condition }) => [name, { condition }]),
    ),
    ...(service.healthcheck === undefined ? {} : { healthcheck: composeHealth(service.healthcheck) }),
    logging: LOGGING,
    deploy: { replicas: service.deploy.replicas, resources: composeResources(service.deploy.resources) },
  };
}

/** Compose gives no variable the value of a secret. */
function plainVariable([name, variable]: readonly [string, Variable]): readonly [string, unknown] {
  if (variable.type === "secret") throw new Error(`the variable ${name} comes from a secret`);
  return [name, variable.value];
}

/** What Muelle asks the engine for: the same command as often, and as often at the start; Compose counts nothing. */
function composeHealth(healthcheck: Healthcheck): object {
  return {
    test: translateHealthTest(healthcheck),
    interval: `${healthcheck.interval}ms`,
    timeout: `${healthcheck.timeout}ms`,
    retries: healthcheck.retries,
    start_period: `${healthcheck.startPeriod}ms`,
    start_interval: `${healthcheck.startInterval}ms`,
  };
}

/** What Muelle asks the engine for; amounts that are infinite are not limited. */
function composeResources({ limits, reservations }: Service["deploy"]["resources"]): object {
  return {
    limits: {
      ...(Number.isFinite(limits.cpus) ? { cpus: String(limits.cpus) } : {}),
      ...(Number.isFinite(limits.memory) ? { memory: mebibytes(limits.memory) } : {}),
    },
    reservations: { memory: mebibytes(reservations.memory) },
  };
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)}m`;
}
