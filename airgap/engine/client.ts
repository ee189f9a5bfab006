import { delimiter, join } from "node:path";
import { debianFilesPart, type DebianFiles } from "../install/debian-files.ts";
import { findExecutable } from "../../base/executable.ts";

/** Debian's Docker client, of whose package nothing else is used. */
export const DOCKER_CLIENT: DebianFiles = { name: "docker-client", packages: ["docker.io"] };

/** Where the client is, when it was needed. */
export function dockerClientFolder(cache: string): string {
  return join(debianFilesPart(cache, DOCKER_CLIENT).folder, "usr", "bin");
}

/**
 * The environment in which Debian's client is found where there is no other, now or as soon as the setup has got it.
 */
export function withDockerClient(env: NodeJS.ProcessEnv, cache: string): NodeJS.ProcessEnv {
  const path = env["PATH"] ?? "";
  if (findExecutable("docker", path) !== undefined) return env;
  return { ...env, PATH: [path, dockerClientFolder(cache)].join(delimiter) };
}
