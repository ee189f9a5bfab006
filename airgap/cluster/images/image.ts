import { createHash } from "node:crypto";
import type { LayerEntry } from "./layer.ts";

/** An image from scratch: one layer, nothing in it but what is named here. */
export interface ScratchImage {
  /** Its repository in the local registry. */
  readonly repository: string;
  readonly entries: readonly LayerEntry[];
  readonly entrypoint: readonly string[];
  /** The user that it runs as, by number. */
  readonly user: number;
}

/** A blob as registries name it. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** What an image consists of. */
export interface ImageParts {
  readonly layer: Buffer;
  readonly config: Buffer;
  readonly manifest: Buffer;
  /** The digest that the image is pulled by. */
  readonly digest: string;
}

export const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

/** Assembles an image by the OCI image specification. */
export function assembleImage(
  { entrypoint, user }: ScratchImage,
  layer: Buffer,
  architecture: string,
): ImageParts {
  const config = json({
    architecture,
    os: "linux",
    config: { Entrypoint: entrypoint, User: String(user), Env: ["PATH=/bin"], WorkingDir: "/" },
    rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: describe("application/vnd.oci.image.config.v1+json", config),
    layers: [describe("application/vnd.oci.image.layer.v1.tar", layer)],
  });
  return { layer, config, manifest, digest: digestOf(manifest) };
}

/** The architecture of this machine, in Go's words. */
export function imageArchitecture(arch: string): string {
  return arch === "x64" ? "amd64" : arch;
}

/** The name of some bytes. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function describe(mediaType: string, bytes: Buffer): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
