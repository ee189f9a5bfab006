import type { Application, Healthcheck, Service } from "../components/index.ts";

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
  /** Time between two health checks, as Compose writes it. @default - what the application says */
  readonly interval?: string;
  /** Files with the secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The same application as a compose file (JSON is YAML), with nginx in front as people usually write it. */
export function composeFile(application: Application, surroundings: ComposeSurroundings): string {
  const services = Object.fromEntries(
    application.services.map((service) => [service.name, composeService(service, surroundings)]),
  );
  const [routed] = application.services.filter(({ route }) => route !== undefined);
  const nginx = {
    image: "nginx:1.30",
    ports: [`127.0.0.1:${surroundings.port}:80`],
    volumes: [`${surroundings.nginxConfiguration}:/etc/nginx/conf.d/default.conf:ro`],
    depends_on: { [routed?.name ?? "web"]: { condition: "service_healthy" } },
  };
  return JSON.stringify({
    services: { ...services, nginx },
    volumes: Object.fromEntries(application.volumes.map(({ name }) => [name, {}])),
    secrets: Object.fromEntries(Object.entries(surroundings.secrets).map(([name, file]) => [name, { file }])),
  });
}

function composeService(service: Service, { images, busybox, interval }: ComposeSurroundings): object {
  return {
    image: images[service.name],
    ...(service.command === undefined ? {} : { command: service.command }),
    ...(service.user === undefined ? {} : { user: service.user }),
    environment: service.environment,
    init: service.init,
    restart: service.restart,
    read_only: service.readOnly,
    tmpfs: service.tmpfs.map(({ target }) => target),
    cap_drop: service.capDrop,
    security_opt: ["no-new-privileges:true"],
    stop_grace_period: `${service.stopGracePeriod}ms`,
    ...(service.stopSignal === undefined ? {} : { stop_signal: service.stopSignal }),
    volumes: [
      ...service.volumes.flatMap((mount) =>
        mount.type === "tmpfs" ? [] : [`${mount.source}:${mount.target}:${mount.readOnly ? "ro" : "rw"}`],
      ),
      ...(service.healthcheck?.test.type === "http" ? [`${busybox}:/.muelle/busybox:ro`] : []),
    ],
    secrets: service.secrets.map(({ source }) => source),
    depends_on: Object.fromEntries(
      service.dependsOn.map(({ service: name, condition }) => [name, { condition }]),
    ),
    ...(service.healthcheck === undefined
      ? {}
      : { healthcheck: composeHealth(service.healthcheck, interval) }),
    deploy: { replicas: service.deploy.replicas },
  };
}

/** Without a start interval, which engines before API 1.44 do not know: the first check comes after a whole interval. */
function composeHealth(
  { test, timeout, retries, startPeriod, interval: described }: Healthcheck,
  interval = `${described}ms`,
): object {
  const command =
    test.type === "command"
      ? test.command
      : [
          "CMD",
          "/.muelle/busybox",
          "wget",
          "-q",
          "-O",
          "/dev/null",
          `http://127.0.0.1:${test.port}${test.path}`,
        ];
  return {
    test: command,
    interval,
    timeout: `${timeout}ms`,
    retries,
    start_period: `${startPeriod}ms`,
  };
}
