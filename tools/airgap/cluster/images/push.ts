import { MuelleError } from "../../../../components/application/errors.ts";
import { assembleImage, digestOf, imageArchitecture, MANIFEST_TYPE, type ScratchImage } from "./image.ts";
import { packLayer } from "./layer.ts";

/**
 * Pushes an image to the local registry, unless it is there.
 *
 * @param registry `127.0.0.1:5000`
 * @returns its reference by digest
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export async function pushImage(registry: string, image: ScratchImage): Promise<string> {
  const parts = assembleImage(image, await packLayer(image.entries), imageArchitecture(process.arch));
  const repository = `http://${registry}/v2/${image.repository}`;
  const reference = `${registry}/${image.repository}@${parts.digest}`;
  if (await isThere(`${repository}/manifests/${parts.digest}`)) return reference;
  await pushBlob(repository, parts.layer);
  await pushBlob(repository, parts.config);
  await call(`${repository}/manifests/${parts.digest}`, {
    method: "PUT",
    headers: { "content-type": MANIFEST_TYPE },
    body: new Uint8Array(parts.manifest),
  });
  return reference;
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
