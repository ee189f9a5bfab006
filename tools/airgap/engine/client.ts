import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { debianFilesPart, type DebianFiles } from "../../install/debian-files.ts";

/** Debian's Docker client, of whose package nothing else is used. */
export const DOCKER_CLIENT: DebianFiles = { name: "docker-client", packages: ["docker.io"] };

/** Where the client is, when it was needed. */
export function dockerClientFolder(cache: string): string {
  return join(debianFilesPart(cache, DOCKER_CLIENT).folder, "usr", "bin");
}

/** The environment with Debian's client behind all others on the PATH, where one was needed once. */
export function withDockerClient(env: NodeJS.ProcessEnv, cache: string): NodeJS.ProcessEnv {
  const folder = dockerClientFolder(cache);
  if (!existsSync(folder)) return env;
  return { ...env, PATH: [env["PATH"] ?? "", folder].join(delimiter) };
}
