import type { types, ImageArgs } from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";
import { isAbsolute, relative, sep } from "node:path";
import { type ImageSource, sourcePaths } from "./image-source.ts";
import { knownPlatform, platformsOf } from "./platforms.ts";

/** An account on the registry that images are pushed to. */
export interface RegistryAccount {
  readonly username: pulumi.Input<string>;
  readonly password: pulumi.Input<string>;
}

/** One build, with everything decided. */
export interface Build {
  readonly source: ImageSource;
  /** The reference that the image gets. */
  readonly tag: pulumi.Input<string>;
  readonly labels: Readonly<Record<string, string>>;
  /** Registry to push to; undefined: the image goes to the local engine. */
  readonly registry: string | undefined;
  readonly account: RegistryAccount | undefined;
  /** Name of a buildx builder; undefined: the engine's own. */
  readonly builder: string | undefined;
}

/** The arguments for docker-build's `Image`; `directory` is the program's, which the provider resolves paths by. */
export function imageArgs(build: Build, directory: string = process.cwd()): ImageArgs {
  const { source, registry, account } = build;
  const { context, dockerfile } = sourcePaths(source);
  const pushed = registry !== undefined;
  return {
    tags: [build.tag],
    // The provider compares paths as text, so an absolute one would be a change in every other checkout. And unlike
    // the Docker CLI it takes the Dockerfile's relative to the program, not to the context.
    context: { location: pathFrom(directory, context) },
    dockerfile: { location: pathFrom(directory, dockerfile) },
    target: source.target,
    buildArgs: sortedByKey(source.args ?? {}),
    secrets: secretValues(source),
    labels: sortedByKey(build.labels),
    // Said outright, or the provider's own default would differ between machines of different architectures.
    platforms: platformsOf(source).flatMap((name) => knownPlatform(name) ?? []),
    cacheFrom: (source.cacheFrom ?? []).map(cache),
    cacheTo: (source.cacheTo ?? []).map(cache),
    noCache: source.noCache ?? false,
    pull: source.pull ?? false,
    push: pushed,
    load: !pushed,
    // A preview builds nothing: the tag says already whether anything changes.
    buildOnPreview: false,
    builder: build.builder === undefined ? undefined : { name: build.builder },
    registries: pushed && account !== undefined ? [login(registry, account)] : undefined,
  };
}

function login(registry: string, { username, password }: RegistryAccount): types.input.RegistryArgs {
  const [address = registry] = registry.split("/");
  return { address, username, password: pulumi.secret(password) };
}

function secretValues(source: ImageSource): ImageArgs["secrets"] {
  const given = Object.entries(source.secrets ?? {});
  if (given.length === 0) return undefined;
  return Object.fromEntries(
    given.flatMap(([id, value]) => (value === undefined ? [] : [[id, pulumi.secret(value)] as const])),
  );
}

/** A bare reference is a registry's, as it is for the Docker CLI and for Compose. */
function cache(notation: string): { readonly raw: string } {
  return { raw: notation.includes("=") ? notation : `type=registry,ref=${notation}` };
}

function pathFrom(directory: string, path: string): string {
  const found = relative(directory, path);
  // On another drive there is no relative path.
  if (isAbsolute(found)) return found;
  return found === "" ? "." : found.split(sep).join("/");
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
