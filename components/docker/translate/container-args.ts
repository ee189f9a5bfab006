import type { ContainerArgs, types } from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { bound } from "../../application/bound.ts";
import type { Service } from "../../application/index.ts";
import { containerLabels, type Identity, SECRET_VARIABLES } from "../labels.ts";
import { translateEnvironment } from "./environment.ts";
import { needsFilesContainer, translateUploads } from "./files.ts";
import { needsProber, PROBER_MOUNT, translateHealthcheck } from "./healthcheck.ts";
import { withConfigHash } from "./config-hash.ts";
import { translateResources } from "./resources.ts";
import { translateSettings } from "./settings.ts";

/** What a container needs to know of the resources around it, which are created apart from this translation. */
export interface Bindings {
  readonly identity: Identity;
  /** Whether the engine can limit swap. */
  readonly limitsSwap: boolean;
  /** Reference of the service's image. */
  readonly image: pulumi.Input<string>;
  /** Names of the engine's networks by the application's. */
  readonly networks: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of the engine's volumes by the application's. */
  readonly volumes: Readonly<Record<string, pulumi.Input<string>>>;
  /** Values of the secrets, marked as secret. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Contents of the configuration files. */
  readonly configs: Readonly<Record<string, pulumi.Input<string>>>;
  /** Name of the prober's volume; undefined where no container needs it. */
  readonly prober: pulumi.Input<string> | undefined;
  /** Name of the container that holds the service's files. @default - the service needs none */
  readonly files?: pulumi.Input<string>;
}

/** Log files are kept small: Docker's own default is to let them grow without end. */
const LOG_OPTIONS = { "max-size": "10m", "max-file": "3" } as const;

/** The container of one replica. Pure: nothing is created here. `replica` counts from 1. */
export function translateContainer(service: Service, replica: number, bindings: Bindings): ContainerArgs {
  const { envs, hashed, secret } = translateEnvironment(service, bindings.secrets);
  const own = secret.length === 0 ? {} : { [SECRET_VARIABLES]: secret.join(",") };
  return withConfigHash(
    {
      image: bindings.image,
      ...translateProcess(service),
      envs,
      ...translateResources({ ...service.deploy.resources, limitsSwap: bindings.limitsSwap }),
      restart: service.restart,
      mustRun: service.lifetime === "server",
      // Docker's own default, named because the provider otherwise sees a difference on newer engines.
      networkMode: "bridge",
      networksAdvanced: service.networks.map((network) => ({
        name: bound(bindings.networks, network, "network"),
        aliases: [service.name, ...service.aliases],
      })),
      volumes: translateVolumes(service, bindings),
      uploads: needsFilesContainer(service) ? [] : translateUploads(service, bindings),
      // Without it the provider kills at once instead of letting the process finish what it holds.
      destroyGraceSeconds: Math.max(1, Math.ceil(service.stopGracePeriod / 1000)),
    },
    (hash) =>
      containerLabels(bindings.identity, service.name, replica, { ...service.labels, ...own, ...hash }),
    { envs: hashed },
  );
}

/** What depends on nothing but the service itself. */
function translateProcess(service: Service): Omit<ContainerArgs, "image"> {
  return {
    ...optional("command", service.command && [...service.command]),
    ...optional("entrypoints", service.entrypoint && [...service.entrypoint]),
    ...optional("workingDir", service.workingDir),
    ...optional("user", service.user),
    ...optional("healthcheck", translateHealthcheck(service)),
    init: service.init,
    tmpfs: translateTmpfs(service),
    readOnly: service.readOnly,
    ...translateCapabilities(service),
    ...translateSettings(service),
    logDriver: "json-file",
    logOpts: { ...LOG_OPTIONS },
    ...optional("stopSignal", service.stopSignal),
    stopTimeout: Math.ceil(service.stopGracePeriod / 1000),
  };
}

function translateVolumes(service: Service, bindings: Bindings): types.input.ContainerVolume[] {
  const mounts = service.volumes.flatMap((mount): types.input.ContainerVolume[] => {
    switch (mount.type) {
      case "volume":
        return [
          {
            volumeName: bound(bindings.volumes, mount.source, "volume"),
            containerPath: mount.target,
            readOnly: mount.readOnly,
          },
        ];
      case "bind":
        return [{ hostPath: mount.source, containerPath: mount.target, readOnly: mount.readOnly }];
      case "tmpfs":
        return [];
    }
  });
  const prober = needsProber(service)
    ? [
        {
          volumeName: bound({ prober: bindings.prober }, "prober", "volume of the"),
          containerPath: PROBER_MOUNT,
          readOnly: true,
        },
      ]
    : [];
  const files = service.readOnly && bindings.files !== undefined ? [{ fromContainer: bindings.files }] : [];
  return [...mounts, ...prober, ...files];
}

function translateTmpfs(service: Service): Record<string, string> {
  const options: Record<string, string> = {};
  for (const tmpfs of service.tmpfs) options[tmpfs.target] = tmpfs.options;
  for (const mount of service.volumes)
    if (mount.type === "tmpfs") options[mount.target] = mount.size === undefined ? "" : `size=${mount.size}`;
  return options;
}

/** Nothing where there are none: the provider reads an empty list of both back as nothing, and sees a difference. */
function translateCapabilities({ capAdd, capDrop }: Service): Pick<ContainerArgs, "capabilities"> {
  if (capAdd.length === 0 && capDrop.length === 0) return {};
  return { capabilities: { adds: capAdd.map(capability), drops: capDrop.map(capability) } };
}

/** The spelling that Docker gives back, so that a refresh finds no difference. */
function capability(name: string): string {
  return name === "ALL" || name.startsWith("CAP_") ? name : `CAP_${name}`;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const present: { [P in K]?: V } = {};
  if (value !== undefined) present[key] = value;
  return present;
}
