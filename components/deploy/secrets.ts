import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Fault, Secret } from "../application/index.ts";
import type { Settings } from "./settings.ts";

/** Where values come from that neither the environment nor a file has. */
type Configured = Pick<Settings, "secrets">;

/** The values of an application's secrets, and those that are missing. */
export interface ResolvedSecrets {
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
  readonly faults: readonly Fault[];
}

/** Finds each secret where the application says that it comes from. */
export function resolveSecrets(application: ApplicationModel, config: Configured): ResolvedSecrets {
  const found = application.secrets.map((secret) => ({ secret, value: valueOf(secret, config) }));
  return {
    secrets: Object.fromEntries(
      found.flatMap(({ secret, value }) => (value === undefined ? [] : [[secret.name, value]])),
    ),
    faults: found.filter(({ value }) => value === undefined).map(({ secret }) => missing(secret)),
  };
}

/** What stands in a plan for the value of a secret, which it does not know. */
export function placeholder(name: string): string {
  return `[secret ${name}]`;
}

/** The secret whose placeholder a text is; undefined where it is none. */
export function secretOf(text: string): string | undefined {
  return /^\[secret ([^\]]+)\]$/.exec(text)?.[1];
}

/** A placeholder for each secret, whether or not it has a value. */
export function placeholders({ secrets }: ApplicationModel): ResolvedSecrets {
  const found = secrets.map(({ name }) => [name, pulumi.secret(placeholder(name))] as const);
  return { secrets: Object.fromEntries(found), faults: [] };
}

function valueOf({ source }: Secret, config: Configured): pulumi.Output<string> | undefined {
  switch (source.type) {
    case "config":
      return config.secrets[source.key];
    case "environment": {
      const value = process.env[source.variable];
      return value === undefined ? undefined : pulumi.secret(value);
    }
    case "file":
      return readIfThere(source.path);
  }
}

function readIfThere(path: string): pulumi.Output<string> | undefined {
  try {
    return pulumi.secret(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function missing({ path, source }: Secret): Fault {
  switch (source.type) {
    case "config":
      return {
        path,
        message: `muelle:secrets.${source.key} is not set in the stack's configuration`,
        hint: `pulumi config set --secret --path muelle:secrets.${source.key}`,
      };
    case "environment":
      return { path, message: `the environment variable ${source.variable} is not set` };
    case "file":
      return { path, message: `the file ${source.path} cannot be read` };
  }
}
