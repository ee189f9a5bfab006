import { existsSync, readlinkSync } from "node:fs";
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { goPart } from "../go-tool.ts";
import { builtProvider } from "../tools.ts";

/** A provider's plugin, as the program asks for it. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}

/** The clone, and where built parts are. */
export interface PluginFolders {
  readonly root: string;
  readonly cache: string;
}

/**
 * The Pulumi home of one clone. The user's own home with the official plugins is left alone, and another clone with
 * other versions is not disturbed.
 */
export function pulumiHome(root: string): string {
  return join(root, ".muelle", "pulumi");
}

/** Where Pulumi looks for the executable of a plugin. */
export function installedPlugin(home: string, { name, version }: Plugin): string {
  return join(home, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
}

/** The executable of a stand-in in the clone. */
export function standInOf(root: string, name: string): string {
  return join(root, "airgap", "providers", name, `pulumi-resource-${name}`);
}

/** What a clone's plugin runs: the program built from the provider's Go module, or the stand-in where that has none. */
export function pluginProgram({ root, cache }: PluginFolders, plugin: Plugin): string {
  const built = builtProvider(plugin.name, plugin.version);
  if (built === undefined) return standInOf(root, plugin.name);
  return join(goPart(cache, built).folder, `pulumi-resource-${plugin.name}`);
}

/** Whether a clone's Pulumi home has the plugin, and what it runs is there. */
export function pluginIsInstalled(folders: PluginFolders, plugin: Plugin): boolean {
  const link = installedPlugin(pulumiHome(folders.root), plugin);
  try {
    return readlinkSync(link) === linkTo(link, folders, plugin) && existsSync(link);
  } catch {
    return false;
  }
}

/** Puts a plugin into a clone's Pulumi home, as Pulumi itself would lay it out. */
export async function installPlugin(folders: PluginFolders, plugin: Plugin): Promise<void> {
  const link = installedPlugin(pulumiHome(folders.root), plugin);
  await mkdir(dirname(link), { recursive: true });
  // Renamed into its place: a Pulumi that looks at this moment finds the former one or this one.
  const draft = `${link}.${process.pid}`;
  await rm(draft, { force: true });
  await symlink(linkTo(link, folders, plugin), draft);
  await rename(draft, link);
}

/** A clone can be moved, and its stand-ins with it; the cache stays where it is. */
function linkTo(link: string, folders: PluginFolders, plugin: Plugin): string {
  const program = pluginProgram(folders, plugin);
  return builtProvider(plugin.name, plugin.version) === undefined
    ? relative(dirname(link), program)
    : program;
}
