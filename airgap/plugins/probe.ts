import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { SetupContext } from "../setup/context.ts";
import type { ProviderFacts } from "../setup/facts.ts";
import { goPartIsInstalled, type GoTools } from "../go-tool.ts";
import { builtProvider } from "../tools.ts";
import { installedPlugin, pluginIsInstalled, standInOf, type Plugin } from "./plugin.ts";

/** The providers whose plugins are wanted, and which are there. */
export function probeProviders(
  { root, env, folders: { cache } }: SetupContext,
  wanted: readonly string[],
): readonly ProviderFacts[] {
  const lock = readLock(root);
  return wanted.map((name) => {
    const plugin = { name, version: lock(name) };
    return {
      ...plugin,
      official: existsSync(installedPlugin(userHome(env), plugin)),
      substitute: substituteOf(root, cache, plugin),
      installed: pluginIsInstalled({ root, cache }, plugin),
    };
  });
}

function substituteOf(root: string, cache: string, plugin: Plugin): ProviderFacts["substitute"] {
  const built = builtProvider(plugin.name, plugin.version);
  if (built !== undefined) return { kind: "module", built: goPartIsInstalled(cache, built) };
  return existsSync(standInOf(root, plugin.name)) ? { kind: "stand-in" } : { kind: "none" };
}

/** What the plugin of a provider is built from, of the version that this clone's SDK asks for. */
export function providerTools(root: string, name: string): GoTools {
  const tools = builtProvider(name, readLock(root)(name));
  if (tools === undefined) throw new Error(`the provider ${name} has no Go module`);
  return tools;
}

/** Where the user's own Pulumi keeps its plugins and its login. */
export function userHome(env: NodeJS.ProcessEnv): string {
  return env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
}

function readLock(root: string): (name: string) => string {
  const lock: unknown = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const packages = (lock as { packages: Record<string, { version: string } | undefined> }).packages;
  return (name) => {
    const entry = packages[`node_modules/@pulumi/${name}`];
    if (entry === undefined) throw new Error(`package-lock.json has no @pulumi/${name}`);
    return entry.version;
  };
}
