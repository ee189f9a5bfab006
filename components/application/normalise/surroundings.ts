import type { Service } from "../application.ts";
import { parseMount } from "../mount.ts";
import type { ApplicationSpec, ServiceSpec } from "../spec.ts";

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

export function surroundingsOf(services: readonly (readonly [string, ServiceSpec])[]): Surroundings {
  const awaited = new Set<string>();
  const volumeWriters = new Map<string, Set<string>>();
  for (const [name, service] of services) {
    for (const [dependency, { condition }] of Object.entries(service.dependsOn ?? {})) {
      if (condition === "service_completed_successfully") awaited.add(dependency);
    }
    for (const mount of service.volumes ?? []) {
      // Only the volumes' names matter here, so the folder does not; faults are noted where the service is normalised.
      const result = parseMount(mount, "/");
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
