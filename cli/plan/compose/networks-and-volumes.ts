import * as v from "valibot";
import type { RecordedResource } from "../../../components/testing/recording.ts";

const NETWORK = "docker:index/network:Network";
const VOLUME = "docker:index/volume:Volume";
const LABELS = [
  [NETWORK, "com.docker.compose.network"],
  [VOLUME, "com.docker.compose.volume"],
] as const;

const labelled = v.object({
  name: v.optional(v.string()),
  labels: v.array(v.object({ label: v.string(), value: v.string() })),
  internal: v.optional(v.boolean(), false),
});

/** The name on the engine: the one that was asked for, or the one that a plan has for what Pulumi names. */
function engineName({ name, inputs }: RecordedResource): string {
  return v.parse(labelled, inputs).name ?? name;
}

/** Names in the compose file of the engine's networks and volumes. */
export function engineNames(resources: readonly RecordedResource[]): ReadonlyMap<string, string> {
  return new Map(
    LABELS.flatMap(([type, label]) =>
      resources
        .filter((resource) => resource.type === type)
        .map((resource) => {
          const name = engineName(resource);
          const found = v.parse(labelled, resource.inputs).labels.find((each) => each.label === label);
          return [name, found?.value ?? name] as const;
        }),
    ),
  );
}

const using = v.looseObject({
  networks: v.optional(v.record(v.string(), v.unknown()), {}),
  volumes: v.optional(v.array(v.looseObject({ type: v.string(), source: v.optional(v.string()) })), []),
});

/** What services use and no resource makes: it is there already. */
function external(
  services: readonly object[],
  names: ReadonlyMap<string, string>,
): { readonly networks: object; readonly volumes: object } {
  const made = new Set(names.values());
  const used = services.map((service) => v.parse(using, service));
  const entries = (all: readonly string[]) =>
    Object.fromEntries(all.filter((name) => !made.has(name)).map((name) => [name, { external: true }]));
  return {
    networks: entries(used.flatMap(({ networks }) => Object.keys(networks))),
    volumes: entries(
      used.flatMap(({ volumes }) =>
        volumes.flatMap(({ type, source }) => (type === "volume" && source !== undefined ? [source] : [])),
      ),
    ),
  };
}

/** The top-level lists of networks and volumes: those that the services use. */
export function networksAndVolumes(
  resources: readonly RecordedResource[],
  services: readonly object[],
): { readonly networks: object; readonly volumes: object } {
  const names = engineNames(resources);
  const text = JSON.stringify(services);
  const composeName = (resource: RecordedResource): string => {
    const name = engineName(resource);
    return names.get(name) ?? name;
  };
  const used = (type: string): RecordedResource[] =>
    resources.filter(
      (resource) => resource.type === type && text.includes(JSON.stringify(composeName(resource))),
    );
  const others = external(services, names);
  return {
    networks: {
      ...others.networks,
      ...Object.fromEntries(
        used(NETWORK).map((network) => [
          composeName(network),
          v.parse(labelled, network.inputs).internal ? { internal: true } : {},
        ]),
      ),
    },
    volumes: {
      ...others.volumes,
      ...Object.fromEntries(used(VOLUME).map((volume) => [composeName(volume), {}])),
    },
  };
}
