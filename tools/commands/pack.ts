import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildPackage } from "../package/build.ts";
import { packPackage } from "../package/pack.ts";
import { buildPluginFolder } from "../package/plugin-folder.ts";
import type { Command } from "./command.ts";

/**
 * `npm run pack [-- --server URL] [-- --plugin]`: builds the npm package and packs it into dist/.
 *
 * - `--server` is where the plugin is published, as `pulumi plugin install --server` takes it
 * - `--plugin` makes dist/plugin/ as well, the plugin for programs in other languages
 */
export const command: Command = async ({ root, progress }, args) => {
  const options = { server: { type: "string" }, plugin: { type: "boolean", default: false } } as const;
  const { server, plugin } = parseArgs({ args: [...args], options }).values;
  const dist = await buildPackage(root, server);
  const tarball = await packPackage(dist, dist);
  progress.line(`Packed ${relative(root, tarball)}.`);
  if (plugin) {
    const folder = join(dist, "plugin");
    await buildPluginFolder(root, folder, { tarball });
    progress.line(`Made the plugin in ${relative(root, folder)}/.`);
  }
  return 0;
};
