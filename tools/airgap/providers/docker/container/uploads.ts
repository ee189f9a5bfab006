import { readFile } from "node:fs/promises";
import type { ContainerInputs } from "./fields.ts";

type Upload = NonNullable<ContainerInputs["uploads"]>[number];

/** A file as it is packed. */
export interface PackedFile {
  /** Relative to the archive's folder. */
  readonly name: string;
  readonly content: Buffer;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** The files that go to one folder of the container in one request. */
export interface UploadGroup {
  readonly folder: string;
  readonly uploads: readonly Upload[];
}

/**
 * Groups the files by where they are unpacked: at the root, except in a read-only container, where the engine
 * accepts a file only when the request names the volume that it goes to.
 */
export function uploadGroups(inputs: ContainerInputs): readonly UploadGroup[] {
  const uploads = inputs.uploads ?? [];
  const groups = new Map<string, Upload[]>();
  for (const upload of uploads) {
    const folder = inputs.readOnly ? (volumeOf(upload.file, inputs) ?? "/") : "/";
    groups.set(folder, [...(groups.get(folder) ?? []), upload]);
  }
  return [...groups].map(([folder, files]) => ({ folder, uploads: files }));
}

/** The innermost volume that the file lies in. */
function volumeOf(file: string, { volumes, mounts }: ContainerInputs): string | undefined {
  const paths = [
    ...(volumes ?? []).flatMap(({ containerPath }) => containerPath ?? []),
    ...(mounts ?? []).filter(({ type }) => type !== "tmpfs").map(({ target }) => target),
  ];
  return paths
    .map((path) => path.replace(/\/+$/, ""))
    .filter((path) => file.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** One file of the archive. @throws where its owner is no user of this host */
export async function packedFile(upload: Upload, folder: string): Promise<PackedFile> {
  const { content, contentBase64, permissions, executable, owner, group } = upload;
  return {
    name: upload.file.slice(folder === "/" ? 1 : folder.length + 1),
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
