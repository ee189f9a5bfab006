import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../application/index.ts";
import type { ApplicationArgs } from "./application-args.ts";
import { ConfigReader } from "./config-reader.ts";

/** What the program and the stack's configuration say, whatever the platform. */
export interface Settings {
  /** Name of the platform, of which there need be none. */
  readonly platform: string;
  /** Where that was said. */
  readonly platformPath: string;
  /** Port on this machine for all routes. */
  readonly port: number;
  /** Address on this machine that ports are bound to. */
  readonly address: string;
  /** The stack's overrides by service as they were given; `defineApplication` checks them. */
  readonly services: Readonly<Record<string, unknown>>;
  readonly profiles: readonly string[];
  readonly registry: string | undefined;
  /** Whether `destroy` takes the volumes, and what they hold, along. */
  readonly deleteVolumes: boolean;
  /** Whether what would be left behind is refused, and not only told. */
  readonly protectData: boolean;
  /** Secret values by name. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The settings, and everything that is wrong with them. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly faults: readonly Fault[];
}

const DEFAULT_PORT = 8080;

/** Reads the settings that all platforms share. Docker's are among them: what is set must make sense anywhere. */
export function readSettings(args: ApplicationArgs = {}): ReadSettings {
  const docker = new ConfigReader(args.docker, "docker");
  const { platform: given, profiles, registry, deleteVolumes, protectData } = args;
  const reader = new ConfigReader({ platform: given, profiles, registry, deleteVolumes, protectData });
  const platform = reader.text("platform") ?? "docker";
  const settings = {
    platform,
    platformPath: reader.pathOf("platform"),
    port:
      docker.count("port", "a port", 65_535, `pulumi config set muelle:port ${DEFAULT_PORT}`) ?? DEFAULT_PORT,
    address: docker.text("address") ?? "127.0.0.1",
    services: reader.object("services", "pulumi config set --path muelle:services.web.replicas 3"),
    profiles: reader.list(
      "profiles",
      "names",
      () => true,
      "pulumi config set --path 'muelle:profiles[0]' NAME",
    ),
    registry: reader.text("registry"),
    deleteVolumes: reader.flag("deleteVolumes", false),
    // On the engine of a developer it is enough to be told.
    protectData: reader.flag("protectData", platform !== "docker"),
    secrets: readSecrets(args, reader),
  };
  return { settings, faults: [...docker.faults, ...reader.faults] };
}

/**
 * Read as plain text, unlike other secrets, because which secrets there are decides what can be created; each value
 * is a secret again from here on, and no fault quotes one.
 */
function readSecrets({ secrets = {} }: ApplicationArgs, reader: ConfigReader): Settings["secrets"] {
  const configured = reader.object("secrets", "pulumi config set --secret --path muelle:secrets.NAME");
  for (const [name, value] of Object.entries(configured))
    if (typeof value === "object") reader.fault(`muelle:secrets.${name}`, "expected a text");
  const texts = Object.entries(configured).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(
    [...texts, ...Object.entries(secrets)].map(([name, value]) => [name, pulumi.secret(value)]),
  );
}
