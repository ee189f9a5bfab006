import * as v from "valibot";
import type { RecordedResource } from "../../../components/testing/recording.ts";

const NETWORK = "docker:index/network:Network";
const VOLUME = "docker:index/volume:Volume";
const LABELS = [
  [NETWORK, "com.docker.compose.network"],
  [VOLUME, "com.docker.compose.volume"],
] as const;

const labelled = v.object({
  labels: v.array(v.object({ label: v.string(), value: v.string() })),
  internal: v.optional(v.boolean(), false),
});

/** Names in the compose file of the engine's networks and volumes. */
export function engineNames(resources: readonly RecordedResource[]): ReadonlyMap<string, string> {
  return new Map(
    LABELS.flatMap(([type, label]) =>
      resources
        .filter((resource) => resource.type === type)
        .map(({ name, inputs }) => {
          const found = v.parse(labelled, inputs).labels.find((each) => each.label === label);
          return [name, found?.value ?? name] as const;
        }),
    ),
  );
}

/** The top-level lists of networks and volumes: those that the services use. */
export function networksAndVolumes(
  resources: readonly RecordedResource[],
  services: readonly object[],
): { readonly networks: object; readonly volumes: object } {
  const names = engineNames(resources);
  const text = JSON.stringify(services);
  const used = (type: string): RecordedResource[] =>
    resources.filter(
      (resource) =>
        resource.type === type && text.includes(JSON.stringify(names.get(resource.name) ?? resource.name)),
    );
  return {
    networks: Object.fromEntries(
      used(NETWORK).map(({ name, inputs }) => [
        names.get(name) ?? name,
        v.parse(labelled, inputs).internal ? { internal: true } : {},
      ]),
    ),
    volumes: Object.fromEntries(used(VOLUME).map(({ name }) => [names.get(name) ?? name, {}])),
  };
}
