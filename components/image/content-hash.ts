import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../application/deferred.ts";
import { MuelleError } from "../application/errors.ts";
import { type ContextFile, fileDigest, readContextFiles } from "./context-files.ts";
import { type ImageSource, type KnownSource, sourcePaths } from "./image-source.ts";
import { platformsOf } from "./platforms.ts";

/** All that decides what is in an image, with the files reduced to their digests. */
export interface ImageContent {
  readonly files: readonly ContextFile[];
  /** SHA-256 of the Dockerfile, which need not be in the context, or may be ignored there. */
  readonly dockerfile: string;
  readonly target: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly platforms: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** How many digits of a content hash make a tag: 64 bits. */
const TAG_LENGTH = 16;

/**
 * SHA-256 of an image's content, in hexadecimal. It does not depend on the order of anything, on times, on the umask
 * or on where the files lie; it does on every byte, path and executable bit, and on target, args, platforms, labels.
 */
export function hashContent(content: ImageContent): string {
  const files = content.files
    .map(({ path, kind, executable, digest }) => [path, kind, executable, digest] as const)
    .sort(([a], [b]) => compare(a, b));
  // JSON, because it is unambiguous: no two different contents have the same text.
  const canonical = JSON.stringify([
    1,
    content.dockerfile,
    content.target ?? null,
    sorted(content.args),
    [...content.platforms].sort(compare),
    sorted(content.labels),
    files,
  ]);
  return createHash("sha256").update(canonical).digest("hex");
}

/**
 * Reads the files of a build and hashes its content.
 * @throws {MuelleError} where a file cannot be read
 */
export function contentHash(source: KnownSource, labels: Readonly<Record<string, string>> = {}): string {
  return hashContent({ ...readContent(source, labels), args: source.args ?? {} });
}

/**
 * The same for a build whose arguments may come from other resources: known when they are. The files are read at once.
 * @throws {MuelleError} where a file cannot be read
 */
export function eventualHash(
  source: ImageSource,
  labels: Readonly<Record<string, string>> = {},
): pulumi.Input<string> {
  const content = readContent(source, labels);
  const args = Object.entries(source.args ?? {});
  const known = args.flatMap(([name, value]) => (isDeferred(value) ? [] : [[name, value] as const]));
  if (known.length === args.length) return hashContent({ ...content, args: Object.fromEntries(known) });
  return pulumi.output(source.args ?? {}).apply((all) => hashContent({ ...content, args: all }));
}

function readContent(
  source: ImageSource,
  labels: Readonly<Record<string, string>>,
): Omit<ImageContent, "args"> {
  const paths = sourcePaths(source);
  try {
    return {
      files: readContextFiles(paths),
      dockerfile: fileDigest(paths.dockerfile),
      target: source.target,
      platforms: platformsOf(source),
      labels,
    };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new MuelleError(
      "The files of an image cannot be read.",
      [{ path: paths.context, message, hint: "Make the file readable, or name it in .dockerignore." }],
      { cause },
    );
  }
}

/** The tag for a content hash: short enough to read, long enough never to meet another. */
export function contentTag(hash: string): string {
  return hash.slice(0, TAG_LENGTH);
}

/**
 * A key that is the same for builds that give the same image: same files, Dockerfile, target, args, platforms and
 * secrets. It reads no file, so it is cheap enough to group the services of an application by.
 */
export function imageKey(source: KnownSource): string {
  const { context, dockerfile } = sourcePaths(source);
  const canonical = JSON.stringify([
    context,
    dockerfile,
    source.target ?? null,
    sorted(source.args ?? {}),
    [...platformsOf(source)].sort(compare),
    Object.keys(source.secrets ?? {}).sort(compare),
  ]);
  return createHash("sha256").update(canonical).digest("hex").slice(0, TAG_LENGTH);
}

/** By code unit: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record).sort(([a], [b]) => compare(a, b));
}
