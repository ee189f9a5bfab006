import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../process/run.ts";

/**
 * The Pulumi home of one clone. Stand-ins run out of the clone, so that another clone with another version of them is
 * not disturbed, and neither is the user's own home with the official plugins.
 */
export function pulumiHome(root: string): string {
  return join(root, ".muelle", "pulumi");
}

/** The executable of an installed plugin. */
export function installedPlugin(home: string, name: string, version: string): string {
  return join(home, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
}

/** The executable of a stand-in in the clone. */
export function standInSource(root: string, name: string): string {
  return join(root, "tools", "airgap", "providers", name, `pulumi-resource-${name}`);
}

/** What is installed as the plugin: it runs the stand-in of the clone that it lies in, wherever that is moved to. */
export function shim(name: string): string {
  return [
    "#!/bin/sh",
    `exec "$(dirname "$0")/../../../../tools/airgap/providers/${name}/pulumi-resource-${name}" "$@"`,
    "",
  ].join("\n");
}

/** Installs the stand-in of a provider for one clone. */
export async function installStandIn(
  root: string,
  pulumi: string,
  env: NodeJS.ProcessEnv,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<void> {
  const home = pulumiHome(root);
  await mkdir(home, { recursive: true });
  const draft = await mkdtemp(join(root, ".muelle", `stand-in-${name}-`));
  try {
    const executable = join(draft, `pulumi-resource-${name}`);
    await writeFile(executable, shim(name));
    await chmod(executable, 0o755);
    const args = ["plugin", "install", "resource", name, version, "--file", draft, "--reinstall"];
    await run(`installing the stand-in for the provider ${name}`, pulumi, args, { env });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
