import { buffer } from "node:stream/consumers";
import type { Container } from "dockerode";
import type { Log } from "../../kit/index.ts";
import { tried } from "../engine/connect.ts";
import type { ContainerInputs } from "./fields.ts";
import { packedFile, uploadGroups } from "./uploads.ts";

/** Copies the container's files into it, before it starts. @throws where the engine refuses them */
export async function copyUploads(container: Container, inputs: ContainerInputs, log: Log): Promise<void> {
  const groups = uploadGroups(inputs);
  if (groups.length === 0) return;
  if (inputs.readOnly) {
    log.warn(
      `uploads into the read-only container ${inputs.name}: the stand-in copies them into its volumes, but the real ` +
        'docker provider copies to "/", which the engine refuses ("container rootfs is marked read-only")',
    );
  }
  const { pack } = await import("tar-stream");
  for (const { folder, uploads } of groups) {
    const archive = pack();
    for (const upload of uploads) {
      const { content, ...header } = await packedFile(upload, folder);
      archive.entry({ ...header, mtime: new Date() }, content);
    }
    archive.finalize();
    const files = uploads.map(({ file }) => file).join(", ");
    await container
      .putArchive(await buffer(archive), { path: folder })
      .catch(tried(`uploading ${files} to the container ${inputs.name}`));
  }
}
