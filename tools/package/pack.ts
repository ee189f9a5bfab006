import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../base/run.ts";

/**
 * Packs a built package, as `npm publish` would.
 *
 * @param dist - the folder of the built package
 * @param destination - the folder for the tarball
 * @returns the tarball
 */
export async function packPackage(dist: string, destination: string): Promise<string> {
  await mkdir(destination, { recursive: true });
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", destination];
  const name = await run("packing the package", "npm", args, { cwd: dist });
  return join(destination, name.trim());
}
