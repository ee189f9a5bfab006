import type { Platform } from "./platform.ts";

/** Each is loaded only where it is wanted: Pulumi's SDK for it takes its time. */
const loaders = new Map<string, () => Promise<Platform>>([
  ["docker", async () => (await import("./docker.ts")).docker],
  ["kubernetes", async () => (await import("./kubernetes.ts")).kubernetes],
]);

/** Names of the platforms, as `muelle:platform` has them. */
export function platformNames(): readonly string[] {
  return [...loaders.keys()];
}

/** Loads a platform; undefined where there is none of that name. */
export async function loadPlatform(name: string): Promise<Platform | undefined> {
  return loaders.get(name)?.();
}

/** Adds a platform to those that an application can run on. */
export function registerPlatform(platform: Platform): void {
  loaders.set(platform.name, () => Promise.resolve(platform));
}
