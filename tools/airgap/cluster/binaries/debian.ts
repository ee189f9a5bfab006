import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { updateApt } from "../../../install/apt.ts";
import { installPart, partOf, type Part } from "../../../install/part.ts";
import { run } from "../../../process/run.ts";

/** Debian packages whose programs the cluster uses; they are unpacked, not installed: apt would start services. */
const PACKAGES = ["etcd-server", "containernetworking-plugins", "busybox-static"];

/** Where the packages' files are. */
export function debianPart(cache: string): Part {
  return partOf(cache, "cluster-debian", [process.arch, ...PACKAGES]);
}

/** Gets the packages from Debian, once. */
export async function installDebianPrograms(cache: string): Promise<void> {
  const what = `getting ${PACKAGES.join(", ")} from Debian`;
  await installPart(cache, debianPart(cache), async (folder) => {
    await updateApt();
    await run(what, "apt-get", ["download", ...PACKAGES], { cwd: folder });
    for (const archive of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
      await run(what, "dpkg-deb", ["--extract", archive, "."], { cwd: folder });
      await rm(join(folder, archive));
    }
  });
}
