import type { ServiceTable } from "./paths.ts";
import { approximated, exact, refused, unless } from "./rule.ts";

const OWNED =
  "the file belongs to root, and its `mode` says who else reads it; Compose itself has this for secrets from files";
const MOUNTED_WHOLE = "a volume is mounted as a whole";

/** What becomes of the fields that are about files. */
export const storageFields = {
  "volumes.*.type": refused(
    "Muelle mounts volumes, folders and files of the host, and memory",
    "use one of those",
    unless("volume", "bind", "tmpfs"),
  ),
  "volumes.*.source": exact("`volumes`; a volume without a name gets one"),
  "volumes.*.target": exact("`volumes`"),
  "volumes.*.read_only": exact("`volumes`"),
  "volumes.*.consistency": exact("changes nothing on Linux"),
  "volumes.*.bind.propagation": refused(
    "what is mounted later on one side is not seen on the other",
    "leave it out, or mount it before",
    unless("rprivate", "private"),
  ),
  "volumes.*.bind.create_host_path": exact("a folder that is not there is made, unless it is false"),
  "volumes.*.bind.recursive": refused(
    "what is mounted below is mounted too",
    "leave it out",
    unless("enabled"),
  ),
  "volumes.*.bind.selinux": approximated("what is mounted keeps the label of SELinux that it has"),
  "volumes.*.volume.nocopy": refused("a new volume gets what the image has at its place", "leave it out"),
  "volumes.*.volume.subpath": refused(MOUNTED_WHOLE, "make two volumes of it"),
  "volumes.*.volume.labels": approximated("labels of a volume change nothing in what runs"),
  "volumes.*.tmpfs.size": exact("`tmpfs`"),
  "volumes.*.tmpfs.mode": exact("`tmpfs`"),
  "volumes.*.image.subpath": refused(MOUNTED_WHOLE, "copy the files in a Dockerfile"),
  volumes_from: refused("a service has its own mounts", "write them out"),
  storage_opt: refused("the storage of containers is the engine's", "set it there"),
  tmpfs: exact("`tmpfs`"),
  "secrets.*.source": exact("`secrets`"),
  "secrets.*.target": exact("`secrets`"),
  "secrets.*.uid": approximated(OWNED, undefined, unless("0")),
  "secrets.*.gid": approximated(OWNED, undefined, unless("0")),
  "secrets.*.mode": exact("`secrets`"),
  "configs.*.source": exact("`configs`"),
  "configs.*.target": exact("`configs`"),
  "configs.*.uid": approximated(OWNED, undefined, unless("0")),
  "configs.*.gid": approximated(OWNED, undefined, unless("0")),
  "configs.*.mode": exact("`configs`"),
} satisfies Partial<ServiceTable>;
