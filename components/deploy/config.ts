import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../index.ts";

/** What a stack's configuration says, checked for shape but not yet against an application. */
export interface StackConfig {
  readonly platform: string;
  readonly application: string;
  readonly port: number;
  readonly address: string;
  /** Overrides by service as they were given; `applyOverrides` checks them. */
  readonly services: unknown;
  readonly profiles: readonly string[];
  readonly registry: string | undefined;
  /** Secret values by name. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The configuration, and everything that is wrong with it. */
export interface ReadConfig {
  readonly config: StackConfig;
  readonly faults: readonly Fault[];
}

/** The only place that reads the stack's configuration. */
export function readConfig(): ReadConfig {
  const config = new pulumi.Config("muelle");
  const faults: Fault[] = [];
  const port = readPort(config, faults);
  const services = readJson(config, "services", faults) ?? {};
  const profiles = readProfiles(config, faults);
  const registry = config.get("registry") ?? "";
  return {
    config: {
      platform: config.get("platform") ?? "docker",
      application: config.get("application") ?? "photos",
      port,
      address: config.get("address") ?? "127.0.0.1",
      services,
      profiles,
      registry: registry === "" ? undefined : registry,
      secrets: readSecrets(config, faults),
    },
    faults,
  };
}

const DEFAULT_PORT = 8080;

function readPort(config: pulumi.Config, faults: Fault[]): number {
  const text = config.get("port") ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  faults.push({
    path: "muelle:port",
    message: `expected a port from 1 to 65535, got ${text}`,
    hint: "pulumi config set muelle:port 8080",
  });
  return DEFAULT_PORT;
}

function readProfiles(config: pulumi.Config, faults: Fault[]): string[] {
  const value = readJson(config, "profiles", faults) ?? [];
  if (Array.isArray(value) && value.every((item): item is string => typeof item === "string")) return value;
  faults.push({
    path: "muelle:profiles",
    message: `expected a list of names, got ${JSON.stringify(value)}`,
    hint: "pulumi config set --path 'muelle:profiles[0]' NAME",
  });
  return [];
}

function readJson(config: pulumi.Config, key: string, faults: Fault[]): unknown {
  const text = config.get(key);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    faults.push({
      path: `muelle:${key}`,
      message: `expected an object or a list, got ${text}`,
      hint: `Set it with --path, for example: pulumi config set --path muelle:${key}.web.replicas 3`,
    });
    return undefined;
  }
}

/**
 * Read as plain text, unlike other secrets, because which secrets there are decides what can be created; each value
 * is a secret again from here on, and no fault quotes one.
 */
function readSecrets(config: pulumi.Config, faults: Fault[]): Record<string, pulumi.Output<string>> {
  const value = parsed(pulumi.runtime.getConfig(`${config.name}:secrets`) ?? "{}");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    faults.push({
      path: "muelle:secrets",
      message: "expected an object of secrets by name",
      hint: "pulumi config set --secret --path muelle:secrets.NAME",
    });
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, secret]) => [name, pulumi.secret(String(secret))]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
