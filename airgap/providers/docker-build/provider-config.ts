import type { ProviderArgs } from "@pulumi/docker-build";
import { fromJson, optional, string, type Fault, type FieldsOf, type Properties } from "../kit/index.ts";
import { registries } from "./registry-fields.ts";
import type { Registry } from "./registry-login.ts";

const fields = {
  host: optional(string),
  registries,
} satisfies FieldsOf<ProviderArgs>;

/** The provider's configuration. */
export interface ProviderConfig {
  readonly host: string | undefined;
  readonly registries: readonly Registry[];
}

/** Every fault of the configuration. */
export function configFaults(config: Properties): readonly Fault[] {
  const known = decoded(config);
  const strange = Object.keys(known).filter((name) => !(name in fields) && !OWN.includes(name));
  return [
    ...fields.host.faults(known["host"], "host"),
    ...fields.registries.faults(known["registries"], "registries"),
    ...strange.map((path) => ({ path, message: "the stand-in does not support this setting" })),
  ];
}

/** Reads the configuration. @throws where it has a fault or is unknown */
export function readConfig(config: Properties): ProviderConfig {
  const known = decoded(config);
  return {
    host: fields.host.parse(known["host"], "host"),
    registries: fields.registries.parse(known["registries"], "registries") ?? [],
  };
}

/** What the engine itself puts among the settings. */
const OWN = ["version", "pluginDownloadURL", "__internal"];

/** Whatever is no string comes as JSON text: `[{"address":"registry.example.com"}]`. */
function decoded(config: Properties): Properties {
  const { registries } = config;
  if (typeof registries !== "string") return config;
  return { ...config, registries: fromJson(registries) };
}
