import { MuelleError } from "../../../base/errors.ts";
import { pushedRecipe, rememberPushed, type Registry } from "../../registry/registry.ts";
import { assembleImage, digestOf, imageArchitecture, MANIFEST_TYPE, type ScratchImage } from "./image.ts";
import { packLayer } from "./layer.ts";

/**
 * Pushes an image to the local registry, unless it is there.
 *
 * @param version what the image is made from: the same version is not packed again to see whether it is there
 * @returns its reference by digest
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export async function pushImage(registry: Registry, image: ScratchImage, version: string): Promise<string> {
  const repository = `http://${registry.host}/v2/${image.repository}`;
  const [knownVersion, knownDigest] = (await pushedRecipe(registry, image.repository))?.split(" ") ?? [];
  if (knownVersion === version && knownDigest !== undefined) {
    if (await isThere(`${repository}/manifests/${knownDigest}`))
      return referenceOf(registry, image, knownDigest);
  }
  const parts = assembleImage(image, await packLayer(image.entries), imageArchitecture(process.arch));
  await pushBlob(repository, parts.layer);
  await pushBlob(repository, parts.config);
  await call(`${repository}/manifests/${parts.digest}`, {
    method: "PUT",
    headers: { "content-type": MANIFEST_TYPE },
    body: new Uint8Array(parts.manifest),
  });
  await rememberPushed(registry, image.repository, `${version} ${parts.digest}`);
  return referenceOf(registry, image, parts.digest);
}

function referenceOf({ host }: Registry, { repository }: ScratchImage, digest: string): string {
  return `${host}/${repository}@${digest}`;
}

async function pushBlob(repository: string, blob: Buffer): Promise<void> {
  const digest = digestOf(blob);
  if (await isThere(`${repository}/blobs/${digest}`)) return;
  const upload = await call(`${repository}/blobs/uploads/`, { method: "POST" });
  const location = new URL(upload.headers.get("location") ?? "", repository);
  location.searchParams.set("digest", digest);
  await call(location.href, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(blob),
  });
}

async function isThere(url: string): Promise<boolean> {
  const response = await fetch(url, { method: "HEAD", headers: { accept: MANIFEST_TYPE } });
  return response.ok;
}

async function call(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.ok) {
    await response.body?.cancel();
    return response;
  }
  throw new MuelleError("An image of the cluster could not be pushed to the local registry", [
    { path: url, message: `it answers ${response.status}: ${await response.text()}` },
  ]);
}
