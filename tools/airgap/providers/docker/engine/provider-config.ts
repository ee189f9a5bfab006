import type { ProviderArgs, types } from "@pulumi/docker";
import {
  boolean,
  fromJson,
  hasUnknown,
  list,
  object,
  optional,
  required,
  string,
  text,
  unsupported,
  type Fault,
  type FieldsOf,
  type Parsed,
  type Properties,
  type Value,
} from "../../kit/index.ts";

const TRANSPORTS = "the stand-in reaches the engine by a unix socket or plain TCP only";

const registryAuth = object({
  address: required(string),
  username: optional(string),
  password: optional(string),
  configFile: optional(string),
  configFileContent: optional(string),
  authDisabled: optional(boolean),
} satisfies FieldsOf<types.input.ProviderRegistryAuth>);

const fields = {
  host: optional(
    text("unix:///path/to/docker.sock or tcp://host:port", (host) =>
      /^(unix:\/\/\/|tcp:\/\/[^/])/.test(host),
    ),
  ),
  context: unsupported("set docker:host to the address that `docker context inspect` shows"),
  certPath: unsupported(TRANSPORTS),
  caMaterial: unsupported(TRANSPORTS),
  certMaterial: unsupported(TRANSPORTS),
  keyMaterial: unsupported(TRANSPORTS),
  sshOpts: unsupported(TRANSPORTS),
  disableDockerDaemonCheck: optional(boolean),
  registryAuth: optional(list(registryAuth)),
} satisfies FieldsOf<ProviderArgs>;

const shape = object(fields);

/** The provider's configuration, read from what the program or the stack's `docker:` keys say. */
export type ProviderConfig = Parsed<typeof fields>;

/** Every fault of the provider's configuration. */
export function configFaults(config: Properties): readonly Fault[] {
  return shape.faults(decoded(config), "docker").filter(({ path }) => path !== "docker.version");
}

/** @throws where the configuration has a fault, or cannot be known yet */
export function readConfig(config: Properties): ProviderConfig {
  if (hasUnknown(config)) throw new Error("the docker provider's configuration is not known in this preview");
  return shape.parse(decoded(config), "docker");
}

/** The engine hands every value over as a string; what is no string is JSON in it. */
function decoded(config: Properties): Properties {
  const result: Record<string, Value> = { ...config };
  for (const name of ["registryAuth", "disableDockerDaemonCheck", "sshOpts"]) {
    const value = config[name];
    if (typeof value === "string") result[name] = parsed(value);
  }
  return result;
}

function parsed(json: string): Value {
  try {
    return fromJson(json);
  } catch {
    // Left as it is: the check then says what it should have been.
    return json;
  }
}
