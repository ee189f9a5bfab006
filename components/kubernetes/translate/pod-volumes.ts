import type { types } from "@pulumi/kubernetes";
import { bound } from "../../application/bound.ts";
import {
  type Bytes,
  type FileReference,
  parseSize,
  type Service,
  type Tmpfs,
} from "../../application/index.ts";
import { optional } from "./optional.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { byteQuantity } from "./quantity.ts";
import { sharedMemory } from "./settings.ts";

type Volume = types.input.core.v1.Volume;
type VolumeMount = types.input.core.v1.VolumeMount;

/** A volume of a pod and where its container has it. */
interface Mounted {
  readonly volume: Volume;
  readonly mounts: readonly VolumeMount[];
}

/** The volumes of a pod and the mounts of its container. */
export interface PodVolumes {
  readonly volumes: Volume[];
  readonly volumeMounts: VolumeMount[];
}

/** Everything that is mounted into a service's containers. */
export function podVolumes(plan: WorkloadPlan, bindings: WorkloadBindings): PodVolumes {
  const mounted = [
    ...fileVolumes(plan, bindings),
    ...claimVolumes(plan, bindings),
    ...folderVolumes(plan, bindings),
    ...memoryVolumes(plan),
    ...sharedMemory(plan.service),
  ];
  return {
    volumes: mounted.map(({ volume }) => volume),
    volumeMounts: mounted.flatMap(({ mounts }) => mounts),
  };
}

/** Each file at its own path, so that nothing beside it is hidden. */
function fileVolumes({ service }: WorkloadPlan, bindings: WorkloadBindings): Mounted[] {
  const items = (files: readonly FileReference[]): types.input.core.v1.KeyToPath[] =>
    files.map(({ source, target, mode }) => ({ key: source, path: pathBelow(target), mode }));
  const mounts = (name: string, files: readonly FileReference[]): VolumeMount[] =>
    files.map(({ target }) => ({ name, mountPath: target, subPath: pathBelow(target), readOnly: true }));
  const { secret, configMap } = bindings;
  return [
    ...(secret === undefined || service.secrets.length === 0
      ? []
      : [
          {
            volume: { name: "secrets", secret: { secretName: secret, items: items(service.secrets) } },
            mounts: mounts("secrets", service.secrets),
          },
        ]),
    ...(configMap === undefined
      ? []
      : [
          {
            volume: { name: "configs", configMap: { name: configMap, items: items(service.configs) } },
            mounts: mounts("configs", service.configs),
          },
        ]),
  ];
}

/** The folder within a volume that services see; beside it is what file systems keep for themselves. */
export const VOLUME_FOLDER = "data";

/** The named volumes that a service writes to. */
export function writtenVolumes({ volumes }: Service): string[] {
  const written = volumes.flatMap((mount) =>
    mount.type === "volume" && !mount.readOnly ? [mount.source] : [],
  );
  return [...new Set(written)];
}

/** A volume may be mounted at several paths but stands in the pod once. */
function claimVolumes({ service }: WorkloadPlan, { claims = {} }: WorkloadBindings): Mounted[] {
  const named = service.volumes.filter((mount) => mount.type === "volume");
  return [...new Set(named.map(({ source }) => source))].map((source) => ({
    volume: { name: `volume-${source}`, persistentVolumeClaim: { claimName: claims[source] ?? source } },
    mounts: named
      .filter((mount) => mount.source === source)
      .map((mount) => ({
        name: `volume-${source}`,
        mountPath: mount.target,
        subPath: VOLUME_FOLDER,
        ...(mount.readOnly ? { readOnly: true } : {}),
      })),
  }));
}

function folderVolumes({ service }: WorkloadPlan, { folders }: WorkloadBindings): Mounted[] {
  return service.volumes
    .filter((mount) => mount.type === "bind")
    .map((mount, index) => {
      const folder = bound(folders, mount.source, "copy of the folder");
      const name = `folder-${index + 1}`;
      const [only] = folder.items;
      const subPath = folder.single ? only?.path : undefined;
      return {
        volume: { name, configMap: { name: folder.configMap, items: [...folder.items] } },
        mounts: [{ name, mountPath: mount.target, ...optional("subPath", subPath), readOnly: true }],
      };
    });
}

function memoryVolumes({ service }: WorkloadPlan): Mounted[] {
  const mounts = service.volumes.filter((mount) => mount.type === "tmpfs");
  const wanted = [
    ...service.tmpfs.map((tmpfs) => ({ target: tmpfs.target, size: tmpfsSize(tmpfs) })),
    ...mounts.map(({ target, size }) => ({ target, size })),
  ];
  return wanted.map(({ target, size }, index) => {
    const name = `memory-${index + 1}`;
    const sizeLimit = size === undefined ? undefined : byteQuantity(size);
    return {
      volume: { name, emptyDir: { medium: "Memory", ...optional("sizeLimit", sizeLimit) } },
      mounts: [{ name, mountPath: target }],
    };
  });
}

/** The size among the mount options: `size=64m`, or in bytes. */
function tmpfsSize({ options }: Tmpfs): Bytes | undefined {
  const size = /(?:^|,)size=([^,]+)/.exec(options)?.[1];
  if (size === undefined) return undefined;
  const parsed = parseSize(/^\d+$/.test(size) ? `${size}b` : size);
  return parsed.ok ? parsed.value : undefined;
}

function pathBelow(target: string): string {
  return target.replace(/^\/+/, "");
}
