import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { SetupContext } from "../../setup/context.ts";
import type { ProviderFacts } from "../../setup/facts.ts";
import { installedPlugin, pulumiHome, shim, standInSource } from "./stand-in.ts";

/** The npm packages of the providers that the program uses on the platforms there are. */
const PACKAGES = ["docker", "docker-build", "kubernetes"];

/** Which provider plugins the program needs, and which are there. */
export function probeProviders({ root, env }: SetupContext): readonly ProviderFacts[] {
  const lock = readLock(root);
  return PACKAGES.map((name) => {
    const version = lock(name);
    return {
      name,
      version,
      installed: existsSync(installedPlugin(userHome(env), name, version)),
      hasStandIn: existsSync(standInSource(root, name)),
      standInInstalled: isShim(installedPlugin(pulumiHome(root), name, version), name),
    };
  });
}

/** Where the user's own Pulumi keeps its plugins and its login. */
export function userHome(env: NodeJS.ProcessEnv): string {
  return env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
}

function isShim(path: string, name: string): boolean {
  return existsSync(path) && readFileSync(path, "utf8") === shim(name);
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
