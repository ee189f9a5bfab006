import { readFile } from "node:fs/promises";
import type { ContainerInputs } from "./fields.ts";

type Upload = NonNullable<ContainerInputs["uploads"]>[number];

/** A file as it is packed. */
export interface PackedFile {
  /** Relative to the root. */
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** One file of the archive. @throws where its owner is no user of this host */
export async function packedFile(upload: Upload): Promise<PackedFile> {
  const { content, contentBase64, permissions, executable, owner, group } = upload;
  return {
    name: upload.file.slice(1),
    content: contentBase64 ? Buffer.from(contentBase64, "base64") : Buffer.from(content ?? "", "utf8"),
    mode: permissions === undefined ? (executable ? 0o744 : 0o644) : Number.parseInt(permissions, 8),
    uid: await numericId(owner, "/etc/passwd", "owner"),
    gid: await numericId(group, "/etc/group", "group"),
  };
}

/** Names are looked up on the host that Pulumi runs on, as the real provider does, not in the container. */
async function numericId(name: string | undefined, database: string, what: string): Promise<number> {
  if (name === undefined) return 0;
  if (/^\d+$/.test(name)) return Number(name);
  const lines = (await readFile(database, "utf8")).split("\n").map((line) => line.split(":"));
  const id = lines.find(([entry]) => entry === name)?.[2];
  if (id === undefined)
    throw new Error(`the ${what} "${name}" of an upload is unknown on this host; give its number`);
  return Number(id);
}
