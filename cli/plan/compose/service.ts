import type { Conditions } from "./conditions.ts";
import type { ContainerInputs } from "./container.ts";
import { composeEnvironment } from "./environment.ts";
import { settingsOf } from "./settings.ts";

/** What a service's container becomes apart from itself. */
export interface ServiceSurroundings {
  /** The build of its image, where it is built. */
  readonly build: object | undefined;
  /** Compose's names of the engine's networks and volumes. */
  readonly names: ReadonlyMap<string, string>;
  /** The files that are mounted into it: Compose's secrets and configs. */
  readonly secrets: readonly MountedFile[];
  readonly configs: readonly MountedFile[];
  /** Mounts of files beside the compose file, each in the place of a volume. */
  readonly mounts: readonly FolderMount[];
  /** The path of a folder of this machine as the compose file writes it. */
  readonly hostPath: (path: string) => string;
  readonly conditions: Conditions;
  readonly replicas: number;
}

export interface MountedFile {
  /** Name in the file's top-level list. */
  readonly source: string;
  /** Path inside the container. */
  readonly target: string;
}

/** A folder beside the compose file that is mounted. */
export interface FolderMount {
  readonly source: string;
  readonly target: string;
  /** The place of the volume that would hold it; the volume is left out. */
  readonly instead: string;
}

/** Labels that Compose writes itself, and those by which Muelle would take its containers for a stack's. */
const OWN_LABEL = /^(?:com\.docker\.compose|muelle)\./;

/** A limit of the processor that is written as a share of a period. */
function quotaOf({ cpuQuota, cpuPeriod }: ContainerInputs): number | undefined {
  return cpuQuota === undefined || cpuPeriod === undefined ? undefined : cpuQuota / cpuPeriod;
}

/** A service of a compose file. Fields that are empty are left out. */
export function composeService(
  inputs: ContainerInputs,
  around: ServiceSurroundings,
): Record<string, unknown> {
  const named = (name: string): string => around.names.get(name) ?? name;
  const fields = {
    image: inputs.image,
    build: around.build,
    command: inputs.command,
    entrypoint: inputs.entrypoints,
    user: inputs.user,
    working_dir: inputs.workingDir,
    depends_on: around.conditions,
    environment: composeEnvironment(inputs.envs),
    healthcheck: healthcheckOf(inputs),
    deploy: around.replicas === 1 ? undefined : { replicas: around.replicas },
    ...settingsOf(inputs),
    init: inputs.init,
    restart: inputs.start ? inputs.restart : "no",
    mem_limit: mebibytes(inputs.memory),
    mem_reservation: mebibytes(inputs.memoryReservation),
    cpus: inputs.cpus ?? quotaOf(inputs),
    network_mode: inputs.networksAdvanced.length === 0 ? inputs.networkMode : undefined,
    networks: Object.fromEntries(
      inputs.networksAdvanced.map(({ name, aliases }) => [named(name), { aliases }]),
    ),
    ports: inputs.ports.map(({ internal, external, ip, protocol }) => ({
      target: internal,
      published: String(external),
      host_ip: ip,
      protocol,
    })),
    secrets: around.secrets,
    configs: around.configs,
    volumes: volumesOf(inputs, around),
    tmpfs: Object.entries(inputs.tmpfs).map(([path, options]) =>
      options === "" ? path : `${path}:${options}`,
    ),
    read_only: inputs.readOnly ? true : undefined,
    cap_add: inputs.capabilities?.adds,
    cap_drop: inputs.capabilities?.drops,
    security_opt: inputs.securityOpts,
    logging: inputs.logDriver && { driver: inputs.logDriver, options: inputs.logOpts },
    stop_signal: inputs.stopSignal,
    stop_grace_period: inputs.stopTimeout === undefined ? undefined : `${inputs.stopTimeout}s`,
    labels: Object.fromEntries(
      inputs.labels.filter(({ label }) => !OWN_LABEL.test(label)).map(({ label, value }) => [label, value]),
    ),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function healthcheckOf({ healthcheck }: ContainerInputs): object | undefined {
  if (healthcheck === undefined) return undefined;
  return {
    test: healthcheck.tests,
    interval: healthcheck.interval,
    timeout: healthcheck.timeout,
    retries: healthcheck.retries,
    start_period: healthcheck.startPeriod,
    start_interval: healthcheck.startInterval,
  };
}

function volumesOf({ volumes }: ContainerInputs, { names, mounts, hostPath }: ServiceSurroundings): object[] {
  const replaced = new Set(mounts.map(({ instead }) => instead));
  const own = volumes.flatMap((volume) => {
    const { volumeName, hostPath: folder, containerPath: target = "", readOnly } = volume;
    const rest = { target, ...(readOnly ? { read_only: true } : {}) };
    if (replaced.has(target)) return [];
    if (volumeName !== undefined)
      return [{ type: "volume", source: names.get(volumeName) ?? volumeName, ...rest }];
    return folder === undefined ? [] : [{ type: "bind", source: hostPath(folder), ...rest }];
  });
  return [...own, ...mounts.map(({ source, target }) => ({ type: "bind", source, target, read_only: true }))];
}

function mebibytes(count: number | undefined): string | undefined {
  return count === undefined ? undefined : `${count}m`;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "") return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
