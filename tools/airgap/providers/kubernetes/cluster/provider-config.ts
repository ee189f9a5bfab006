import type { ProviderArgs } from "@pulumi/kubernetes";
import {
  boolean,
  fromJson,
  hasUnknown,
  object,
  optional,
  string,
  unsupported,
  type Fault,
  type FieldsOf,
  type Parsed,
  type Properties,
  type Value,
} from "../../kit/index.ts";

const RENDER = "the stand-in renders no YAML";
const APPLY = "the stand-in creates anew and applies server-side only";

const fields = {
  kubeconfig: optional(string),
  context: optional(string),
  cluster: optional(string),
  namespace: optional(string),
  clusterIdentifier: optional(string),
  enableServerSideApply: optional(boolean),
  enablePatchForce: optional(boolean),
  enableConfigMapMutable: optional(boolean),
  enableSecretMutable: optional(boolean),
  deleteUnreachable: optional(boolean),
  // The stand-in warns of neither.
  suppressDeprecationWarnings: optional(boolean),
  suppressHelmHookWarnings: optional(boolean),
  skipUpdateUnreachable: unsupported("an unreachable cluster is an error"),
  upsertExistingObjects: unsupported(APPLY),
  alwaysRender: unsupported(RENDER),
  renderYamlToDirectory: unsupported(RENDER),
  helmReleaseSettings: unsupported("the stand-in runs no Helm"),
  kubeClientSettings: unsupported("the stand-in does not limit its requests"),
} satisfies FieldsOf<ProviderArgs>;

const shape = object(fields);

/** The provider's configuration, read from what the program or the stack's `kubernetes:` keys say. */
export type ProviderConfig = Parsed<typeof fields>;

/** Every fault of the provider's configuration. */
export function configFaults(config: Properties): readonly Fault[] {
  const decodedConfig = decoded(config);
  const faults = shape
    .faults(decodedConfig, "kubernetes")
    .filter(({ path }) => path !== "kubernetes.version");
  if (decodedConfig["enableServerSideApply"] !== false) return faults;
  return [...faults, { path: "kubernetes.enableServerSideApply", message: `cannot be false: ${APPLY}` }];
}

/** @throws where the configuration has a fault, or cannot be known yet */
export function readConfig(config: Properties): ProviderConfig {
  if (hasUnknown(config)) {
    throw new Error("the kubernetes provider's configuration is not known in this preview");
  }
  return shape.parse(decoded(config), "kubernetes");
}

/** Values that the SDK hands over as JSON in a string. */
const ENCODED: readonly string[] = Object.keys(fields).filter(
  (name) => !["cluster", "clusterIdentifier", "context", "kubeconfig", "namespace"].includes(name),
);

function decoded(config: Properties): Properties {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, value]): [string, Value][] => {
      const plain = typeof value === "string" && ENCODED.includes(name) ? parsed(value) : value;
      return plain === null || plain === "" ? [] : [[name, plain]];
    }),
  );
}

function parsed(json: string): Value {
  try {
    return fromJson(json);
  } catch {
    // Left as it is: the check then says what it should have been.
    return json;
  }
}
