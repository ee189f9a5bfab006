import type { Mount, Service, Unplaced } from "../application-model.ts";
import type { ApplicationSpec, ServiceSpec } from "../spec.ts";
import type { Read } from "./context.ts";

/** What the defaults of one service depend on in the others. */
export interface Surroundings {
  /** Services whose completion another one waits for. */
  readonly awaited: ReadonlySet<string>;
  /** The services that write to each named volume. */
  readonly volumeWriters: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The services that are there: those with no profile, and those with one of the chosen profiles. */
export function activeServices(
  spec: ApplicationSpec,
  profiles: readonly string[],
): readonly (readonly [string, ServiceSpec])[] {
  const chosen = new Set(profiles);
  return Object.entries(spec.services).filter(
    ([, { profiles: own = [] }]) => own.length === 0 || own.some((profile) => chosen.has(profile)),
  );
}

/** @param mounts - of each service, by its name */
export function surroundingsOf(
  services: readonly (readonly [string, ServiceSpec])[],
  mounts: ReadonlyMap<string, readonly Read<Unplaced<Mount>>[]>,
): Surroundings {
  const awaited = new Set<string>();
  const volumeWriters = new Map<string, Set<string>>();
  for (const [name, service] of services) {
    for (const [dependency, { condition }] of Object.entries(service.dependsOn ?? {})) {
      if (condition === "service_completed_successfully") awaited.add(dependency);
    }
    for (const { result } of mounts.get(name) ?? []) {
      // Faults are noted where the service is normalised.
      if (!result.ok || result.value.type !== "volume" || result.value.readOnly) continue;
      const writers = volumeWriters.get(result.value.source) ?? new Set();
      volumeWriters.set(result.value.source, writers.add(name));
    }
  }
  return { awaited, volumeWriters };
}

/** The named volumes that the service writes to and no other service does; see `Service.ownVolumes`. */
export function ownVolumesOf(
  name: string,
  volumes: Service["volumes"],
  { volumeWriters }: Surroundings,
): readonly string[] {
  const written = volumes.flatMap((mount) =>
    mount.type === "volume" && !mount.readOnly ? [mount.source] : [],
  );
  return [...new Set(written)].filter((volume) =>
    [...(volumeWriters.get(volume) ?? [])].every((writer) => writer === name),
  );
}
