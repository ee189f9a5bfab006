import type {
  ApplicationSpec,
  ConfigSpec,
  NetworkSpec,
  SecretSpec,
  VolumeSpec,
} from "../../application/spec.ts";
import { valueIn } from "../load/env-files.ts";
import { nameOf, type Context } from "./context.ts";
import { configFields, networkFields, secretFields, volumeFields } from "./fields/resource-fields.ts";
import { judge } from "./fields/judge.ts";
import { unlessEmpty, given } from "./given.ts";

type Resources = Pick<ApplicationSpec, "networks" | "volumes" | "secrets" | "configs">;

/** What services share. */
export function resourcesOf(context: Context): Resources {
  const { unnamed } = context;
  const volumes = {
    ...volumesOf(context),
    ...Object.fromEntries([...unnamed].map((name) => [name, {}] as const)),
  };
  return given({
    networks: unlessEmpty(networksOf(context)),
    volumes: unlessEmpty(volumes),
    secrets: unlessEmpty(secretsOf(context)),
    configs: unlessEmpty(configsOf(context)),
  });
}

function networksOf({ file, names, report }: Context): Readonly<Record<string, NetworkSpec>> {
  const entries = Object.entries(file.networks ?? {}).map(([key, network]) => {
    judge(["networks", key], { name: key, item: network, file }, networkFields, report);
    const spec: NetworkSpec = given({
      internal: network.internal === true ? true : undefined,
      external: externalOf(key, network),
    });
    return [nameOf(names.networks, key), spec] as const;
  });
  // A network `default` that says nothing is there anyway.
  return Object.fromEntries(
    entries.filter(([name, spec]) => name !== "default" || Object.keys(spec).length > 0),
  );
}

function volumesOf({ file, names, report }: Context): Readonly<Record<string, VolumeSpec>> {
  return Object.fromEntries(
    Object.entries(file.volumes ?? {}).map(([key, volume]) => {
      judge(["volumes", key], { name: key, item: volume, file }, volumeFields, report);
      const spec: VolumeSpec = given({ external: externalOf(key, volume) });
      return [nameOf(names.volumes, key), spec] as const;
    }),
  );
}

/** What is there already goes by its name, or by its key. */
function externalOf(
  key: string,
  { external, name }: { readonly external?: boolean; readonly name?: string },
): string | undefined {
  return external === true ? (name ?? key) : undefined;
}

function secretsOf({ file, names, report }: Context): Readonly<Record<string, SecretSpec>> {
  return Object.fromEntries(
    Object.entries(file.secrets ?? {}).map(([key, secret]) => {
      judge(["secrets", key], { name: key, item: secret, file }, secretFields, report);
      return [nameOf(names.secrets, key), secretOf(secret)] as const;
    }),
  );
}

function secretOf({
  file,
  environment,
}: {
  readonly file?: string;
  readonly environment?: string;
}): SecretSpec {
  if (file !== undefined) return { file };
  return environment === undefined ? {} : { environment };
}

function configsOf({ file, names, report, environment }: Context): Readonly<Record<string, ConfigSpec>> {
  return Object.fromEntries(
    Object.entries(file.configs ?? {}).map(([key, config]) => {
      judge(["configs", key], { name: key, item: config, file }, configFields, report);
      const variable =
        config.environment === undefined ? undefined : valueIn(environment, config.environment);
      if (config.environment !== undefined && variable === undefined)
        report.say(["configs", key, "environment"], {
          verdict: "refused",
          reason: `the variable ${config.environment} has no value`,
          hint: "set it, in .env for example",
        });
      const spec: ConfigSpec =
        config.file === undefined ? { content: config.content ?? variable ?? "" } : { file: config.file };
      return [nameOf(names.configs, key), spec] as const;
    }),
  );
}
