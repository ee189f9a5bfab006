import type { MountSettings } from "dockerode";
import { labelMap } from "../label.ts";
import type { ContainerInputs } from "./fields.ts";

type Volume = NonNullable<ContainerInputs["volumes"]>[number];
type Mount = NonNullable<ContainerInputs["mounts"]>[number];

/** The paths that are volumes. One with neither host path nor name gets an anonymous volume. */
export function volumePaths(volumes: readonly Volume[]): Record<string, Record<string, never>> {
  return Object.fromEntries(
    volumes.flatMap(({ containerPath }) => (containerPath === undefined ? [] : [[containerPath, {}]])),
  );
}

/** Host paths and named volumes in Docker's short notation. */
export function binds(volumes: readonly Volume[]): string[] {
  return volumes.flatMap(({ hostPath, volumeName, containerPath, readOnly, selinuxRelabel }) => {
    const source = hostPath ?? volumeName;
    if (source === undefined || containerPath === undefined) return [];
    const options = [
      readOnly === true ? "ro" : "rw",
      ...(selinuxRelabel === undefined ? [] : [selinuxRelabel]),
    ];
    return [`${source}:${containerPath}:${options.join(",")}`];
  });
}

/** The containers whose volumes are shared. */
export function volumesFrom(volumes: readonly Volume[]): string[] {
  return volumes.flatMap(({ fromContainer }) => (fromContainer === undefined ? [] : [fromContainer]));
}

/** A mount as the engine takes it. Options of another mount type are left out, as the real provider does. */
export function mountSettings(mount: Mount): MountSettings {
  const common = {
    Type: mount.type,
    Target: mount.target,
    Source: mount.source ?? "",
    ReadOnly: mount.readOnly ?? false,
  };
  switch (mount.type) {
    case "bind": {
      const propagation = mount.bindOptions?.propagation;
      return propagation === undefined ? common : { ...common, BindOptions: { Propagation: propagation } };
    }
    case "volume":
      return mount.volumeOptions === undefined
        ? common
        : { ...common, VolumeOptions: volumeOptions(mount.volumeOptions) };
    case "tmpfs": {
      const { mode, sizeBytes } = mount.tmpfsOptions ?? {};
      // The engine reads 0 as its own default for both.
      return { ...common, TmpfsOptions: { Mode: mode ?? 0, SizeBytes: sizeBytes ?? 0 } };
    }
  }
}

function volumeOptions(
  options: NonNullable<Mount["volumeOptions"]>,
): NonNullable<MountSettings["VolumeOptions"]> {
  return {
    NoCopy: options.noCopy ?? false,
    Labels: labelMap(options.labels),
    DriverConfig: { Name: options.driverName ?? "", Options: { ...options.driverOptions } },
    ...(options.subpath === undefined ? {} : { Subpath: options.subpath }),
  };
}
