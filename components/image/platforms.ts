import { Platform } from "@pulumi/docker-build/types/enums/index.js";
import type { ImageSource } from "./image-source.ts";

/** The platforms that the docker-build provider takes. */
export const KNOWN_PLATFORMS: readonly Platform[] = Object.values(Platform);

/** The platform of that name; undefined where the provider has none. */
export function knownPlatform(name: string): Platform | undefined {
  return KNOWN_PLATFORMS.find((platform) => platform === name);
}

/** The architectures that Node.js and container platforms name differently. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** The platform that images are built for where nothing is said: Linux on this machine's architecture. */
export function defaultPlatform(architecture: string = process.arch): string {
  return `linux/${ARCHITECTURES[architecture] ?? architecture}`;
}

/** The platforms of a build: those named, or this machine's. */
export function platformsOf(source: ImageSource): readonly string[] {
  const { platforms = [] } = source;
  return platforms.length === 0 ? [defaultPlatform()] : platforms;
}
