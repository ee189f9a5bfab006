import type { ComposeFile, ComposeService } from "../model/compose-file.ts";

/** Whether something with these profiles is wanted; without any it always is. */
export function isWanted(profiles: readonly string[] = [], wanted: readonly string[]): boolean {
  return (
    profiles.length === 0 || wanted.includes("*") || profiles.some((profile) => wanted.includes(profile))
  );
}

/** A file with the services and jobs that profiles ask for, and only the networks, volumes and files that those use. */
export function selectProfiles(file: ComposeFile, profiles: readonly string[]): ComposeFile {
  const services = filtered(file.services, ([, service]) => isWanted(service.profiles, profiles)) ?? {};
  const jobs = filtered(file.jobs, ([, job]) => isWanted(job.profiles, profiles));
  return { ...file, services, ...(jobs !== undefined && { jobs }) };
}

/** A file without what no service uses. */
export function withoutUnused(file: ComposeFile): ComposeFile {
  const services = Object.values(file.services ?? {});
  const used = {
    networks: services.flatMap(({ networks }) => Object.keys(networks ?? {})),
    volumes: services.flatMap(volumesOf),
    secrets: services.flatMap(({ secrets = [], build }) =>
      [...secrets, ...(build?.secrets ?? [])].map(({ source }) => source),
    ),
    configs: services.flatMap(({ configs = [] }) => configs.map(({ source }) => source)),
    models: services.flatMap(({ models }) => Object.keys(models ?? {})),
  };
  return {
    ...file,
    networks: filtered(file.networks, ([name]) => used.networks.includes(name)) ?? {},
    volumes: filtered(file.volumes, ([name]) => used.volumes.includes(name)) ?? {},
    secrets: filtered(file.secrets, ([name]) => used.secrets.includes(name)) ?? {},
    configs: filtered(file.configs, ([name]) => used.configs.includes(name)) ?? {},
    models: filtered(file.models, ([name]) => used.models.includes(name)) ?? {},
  };
}

function volumesOf({ volumes = [] }: ComposeService): readonly (string | undefined)[] {
  return volumes.filter(({ type }) => type === "volume").map(({ source }) => source);
}

function filtered<T>(
  values: Readonly<Record<string, T>> | undefined,
  keep: (entry: [string, T]) => boolean,
): Readonly<Record<string, T>> | undefined {
  return values === undefined ? undefined : Object.fromEntries(Object.entries(values).filter(keep));
}
