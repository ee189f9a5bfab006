import { join } from "node:path";
import { debianFilesPart, installDebianFiles, type DebianFiles } from "../install/debian-files.ts";

const REGISTRY: DebianFiles = { name: "docker-registry", packages: ["docker-registry"] };

/** The registry's program. */
export function registryExecutable(cache: string): string {
  return join(debianFilesPart(cache, REGISTRY).folder, "usr", "bin", "docker-registry");
}

/** Gets the registry; as a service it would listen on every address of the machine. */
export function installRegistry(cache: string): Promise<void> {
  return installDebianFiles(cache, REGISTRY);
}
