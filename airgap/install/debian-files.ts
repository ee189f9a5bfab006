import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../base/run.ts";
import { updateApt } from "./apt.ts";
import { installPart, partOf, type Part } from "./part.ts";

/** Debian packages whose files are used from the cache. */
export interface DebianFiles {
  readonly name: string;
  readonly packages: readonly string[];
}

/** Where the packages' files are, or will be. */
export function debianFilesPart(cache: string, { name, packages }: DebianFiles): Part {
  return partOf(cache, name, ["debian", process.arch, ...packages]);
}

/** Unpacks Debian packages into the cache, once. They are not installed by apt, which would start their services. */
export async function installDebianFiles(cache: string, files: DebianFiles): Promise<void> {
  const what = `getting ${files.packages.join(", ")} from Debian`;
  await installPart(cache, debianFilesPart(cache, files), async (folder) => {
    await updateApt();
    await run(what, "apt-get", ["download", ...files.packages], { cwd: folder });
    for (const archive of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
      await run(what, "dpkg-deb", ["--extract", archive, "."], { cwd: folder });
      await rm(join(folder, archive));
    }
  });
}
