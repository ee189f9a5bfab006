import { resolve } from "node:path";
import type { Input } from "@pulumi/pulumi";

/** What an image is built from, in the Compose Specification's terms. Paths are those of this machine. */
export interface ImageSource {
  /** Folder whose files the build sees; relative to the program's working directory. */
  readonly context: string;
  /** The Dockerfile, relative to the context. @default "Dockerfile" */
  readonly dockerfile?: string | undefined;
  /** Stage of the Dockerfile to build, by name or number. @default - the last one */
  readonly target?: string | undefined;
  /**
   * Values of the Dockerfile's `ARG`s. They stay readable in the image: nothing secret here. With outputs of other
   * resources, the tag is known when they are. @default - none
   */
  readonly args?: Readonly<Record<string, Input<string>>> | undefined;
  /**
   * Secrets by id, for `RUN --mount=type=secret,id=...`. They are in no layer and do not count as content: a changed
   * secret alone makes no new image. @default - none
   */
  readonly secrets?: Readonly<Record<string, Input<string> | undefined>> | undefined;
  /** Platforms to build for, for example `linux/arm64`. @default - the platform of this machine */
  readonly platforms?: readonly string[] | undefined;
  /** Where to look for build cache: an image reference, or `type=...` as the Docker CLI has it. @default - none */
  readonly cacheFrom?: readonly string[] | undefined;
  /** Where to leave build cache, in the same notation. @default - nowhere but in the builder itself */
  readonly cacheTo?: readonly string[] | undefined;
  /** Build every step anew. @default false */
  readonly noCache?: boolean | undefined;
  /** Ask the registry for newer base images at every update, which then builds every time. @default false */
  readonly pull?: boolean | undefined;
}

/** A build whose arguments are all known. */
export interface KnownSource extends ImageSource {
  readonly args?: Readonly<Record<string, string>> | undefined;
}

/** Where the files of a build are, absolute. */
export interface SourcePaths {
  readonly context: string;
  readonly dockerfile: string;
}

export function sourcePaths(source: ImageSource): SourcePaths {
  const context = resolve(source.context);
  return { context, dockerfile: resolve(context, source.dockerfile ?? "Dockerfile") };
}
