import type { Fault } from "../application/errors.ts";

const HOST = String.raw`[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?`;
const COMPONENT = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const REGISTRY = new RegExp(`^${HOST}(?:/${COMPONENT})*$`);

/**
 * What is wrong with a registry that images shall go to.
 * @param path - where it stands in the user's terms, for example `muelle:registry`
 */
export function registryFaults(registry: string, path: string): readonly Fault[] {
  if (REGISTRY.test(registry)) return [];
  const message = `"${registry}" is not a registry`;
  return [
    { path, message, hint: 'Write its host and a path, without https://: "registry.example.com/team".' },
  ];
}

/** What is wrong with the name of an image's repository, such as `photos/web`. */
export function repositoryFaults(repository: string, path: string): readonly Fault[] {
  if (REPOSITORY.test(repository)) return [];
  const message = `"${repository}" is not the name of an image`;
  const hint = "Use lower-case letters, digits and single separators (. _ -), parts divided by /.";
  return [{ path, message, hint }];
}
