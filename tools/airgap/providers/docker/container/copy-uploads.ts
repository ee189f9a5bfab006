import { buffer } from "node:stream/consumers";
import type { Container } from "dockerode";
import { tried } from "../engine/connect.ts";
import type { ContainerInputs } from "./fields.ts";
import { packedFile } from "./uploads.ts";

/**
 * Copies the container's files into it, before it starts. As the real provider does they are unpacked at the root,
 * which the engine refuses for a read-only container, even where the files would go to a volume.
 * @throws where the engine refuses them
 */
export async function copyUploads(container: Container, inputs: ContainerInputs): Promise<void> {
  const uploads = inputs.uploads ?? [];
  if (uploads.length === 0) return;
  const { pack } = await import("tar-stream");
  const archive = pack();
  for (const upload of uploads) {
    const { content, ...header } = await packedFile(upload);
    archive.entry({ ...header, mtime: new Date() }, content);
  }
  archive.finalize();
  const files = uploads.map(({ file }) => file).join(", ");
  await container
    .putArchive(await buffer(archive), { path: "/" })
    .catch(tried(`uploading ${files} to the container ${inputs.name}`));
}
