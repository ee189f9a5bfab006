import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";

/** Puts all plugins into one folder, as containerd wants it. */
export function linkPlugins(folder: string, plugins: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const plugin of plugins) symlinkSync(plugin, join(folder, basename(plugin)));
}
