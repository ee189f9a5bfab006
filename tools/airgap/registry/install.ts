import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findExecutable } from "../../process/executable.ts";
import { updateApt } from "../../install/apt.ts";
import { run } from "../../process/run.ts";
import { installPart, partOf, type Part } from "../../install/part.ts";

function registryPart(cache: string): Part {
  return partOf(cache, "docker-registry", ["debian", process.arch]);
}

/** The registry's program. */
export function registryExecutable(cache: string): string {
  return join(registryPart(cache).folder, "usr", "bin", "docker-registry");
}

/**
 * Unpacks Debian's docker-registry into the cache. It is not installed by apt, which would start it as a service on
 * every address of the machine.
 */
export async function installRegistry(cache: string): Promise<void> {
  await installPart(cache, registryPart(cache), async (folder) => {
    const what = "getting docker-registry from Debian";
    await updateApt();
    await run(what, "apt-get", ["download", "docker-registry"], { cwd: folder });
    const archive = readdirSync(folder).find((name) => name.endsWith(".deb"));
    if (archive === undefined) throw new Error(`${what}: apt-get left no package in ${folder}`);
    await run(what, "dpkg-deb", ["--extract", archive, "."], { cwd: folder });
    const program = join("usr", "bin");
    if (findExecutable("docker-registry", join(folder, program)) === undefined) {
      throw new Error(`${what}: ${archive} holds no ${program}/docker-registry`);
    }
  });
}
