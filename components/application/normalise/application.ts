import { resolve } from "node:path";
import type { ApplicationModel, Config, Network, Secret, Service, Volume } from "../application-model.ts";
import { defaults } from "../defaults.ts";
import { dependencyOrder } from "../dependency-graph.ts";
import type { FileSystem } from "../file-system.ts";
import { secretsAtRunTime } from "../secrets-at-run-time.ts";
import { parseSize } from "../size.ts";
import type { ApplicationSpec, ConfigSpec, SecretSpec } from "../spec.ts";
import { childPath } from "../structure/path.ts";
import { type Context, takeOr } from "./context.ts";
import { normaliseService, readMounts } from "./service.ts";
import { activeServices, surroundingsOf } from "./surroundings.ts";

/** The normalised application, and what the rules want to know beside it. */
export interface Normalised {
  readonly application: ApplicationModel;
  /** All services as declared, also those that no chosen profile includes. */
  readonly services: ReadonlyMap<string, Service>;
}

/**
 * Fills in every default and reads every notation. Services that no chosen profile includes are left out, and with
 * them the secrets and configs that nothing else uses; networks and volumes stay, since a volume holds data.
 */
export function normaliseApplication(
  context: Context,
  spec: ApplicationSpec,
  profiles: readonly string[],
): Normalised {
  const active = new Set(activeServices(spec, profiles).map(([name]) => name));
  const mounts = new Map(
    Object.entries(spec.services).map(([name, service]) => [name, readMounts(context, name, service)]),
  );
  const surroundings = surroundingsOf(activeServices(spec, profiles), mounts);
  const services = new Map<string, Service>();
  for (const [name, service] of Object.entries(spec.services)) {
    // A service that is left out is read as well, so that its faults show, but its files need not be there.
    const own = active.has(name) ? context : { ...context, files: everyFile };
    services.set(name, normaliseService(own, name, service, mounts.get(name) ?? [], surroundings));
  }
  const { order } = dependencyOrder(
    new Map(
      [...services]
        .filter(([name]) => active.has(name))
        .map(([name, { dependsOn }]) => [name, dependsOn.map(({ service }) => service)]),
    ),
  );
  const ordered = order.flatMap((name) => services.get(name) ?? []);
  const leftOut = filesOfLeftOutServices(services, ordered);
  const application = {
    name: spec.name,
    services: ordered,
    networks: normaliseNetworks(spec, ordered),
    volumes: normaliseVolumes(context, spec),
    secrets: Object.entries(spec.secrets ?? {})
      .filter(([name]) => !leftOut.secrets.has(name))
      .map(([name, secret]) => normaliseSecret(context, name, secret)),
    configs: Object.entries(spec.configs ?? {})
      .filter(([name]) => !leftOut.configs.has(name))
      .map(([name, config]) => normaliseConfig(context, name, config)),
  };
  return { application, services };
}

const everyFile: FileSystem = { kind: () => "file", read: () => "" };

function normaliseNetworks({ networks = {} }: ApplicationSpec, services: readonly Service[]): Network[] {
  const declared = Object.entries(networks).map(
    ([name, { internal = defaults.network.internal, external }]) => ({
      name,
      path: childPath("networks", name),
      internal,
      external,
    }),
  );
  const wanted = services.some((service) => service.networks.includes(defaults.network.name));
  return wanted && networks[defaults.network.name] === undefined
    ? [
        { ...defaults.network, path: childPath("networks", defaults.network.name), external: undefined },
        ...declared,
      ]
    : declared;
}

function normaliseVolumes(context: Context, { volumes = {} }: ApplicationSpec): Volume[] {
  return Object.entries(volumes).map(([name, volume]) => {
    const { size, external, keep = defaults.volume.keep, renamedFrom } = volume;
    const path = childPath("volumes", name);
    return {
      name,
      path,
      size: takeOr(context, `${path}.size`, size, parseSize, defaults.volume.size),
      external,
      keep,
      renamedFrom,
    };
  });
}

function normaliseSecret({ directory }: Context, name: string, spec: SecretSpec): Secret {
  return { name, path: childPath("secrets", name), source: sourceOfSecret(directory, name, spec) };
}

function sourceOfSecret(directory: string, name: string, spec: SecretSpec): Secret["source"] {
  if ("environment" in spec) return { type: "environment", variable: spec.environment };
  if ("file" in spec) return { type: "file", path: resolve(directory, spec.file) };
  return { type: "config", key: spec.config ?? name };
}

function normaliseConfig(context: Context, name: string, spec: ConfigSpec): Config {
  const path = childPath("configs", name);
  return { name, path, content: "content" in spec ? spec.content : contentOf(context, path, spec.file) };
}

function contentOf({ directory, files, faults }: Context, path: string, file: string): string {
  const found = resolve(directory, file);
  if (files.kind(found) === "file") return files.read(found);
  faults.add(`${path}.file`, `no such file: ${file} (${found})`);
  return "";
}

/** Names of what only services use that are left out; what no service uses at all stays. */
function filesOfLeftOutServices(services: ReadonlyMap<string, Service>, present: readonly Service[]) {
  const absent = [...services.values()].filter((service) => !present.includes(service));
  const onlyAbsent = (namesOf: (service: Service) => readonly string[]): ReadonlySet<string> => {
    const used = new Set(present.flatMap(namesOf));
    return new Set(absent.flatMap(namesOf).filter((name) => !used.has(name)));
  };
  return {
    secrets: onlyAbsent((service) => [...(service.build?.secrets ?? []), ...secretsAtRunTime(service)]),
    configs: onlyAbsent(({ configs }) => configs.map(({ source }) => source)),
  };
}
