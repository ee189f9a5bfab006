import { debianFilesPart, installDebianFiles, type DebianFiles } from "../../install/debian-files.ts";
import type { Part } from "../../install/part.ts";

/** Debian packages whose programs the cluster uses. */
const CLUSTER: DebianFiles = {
  name: "cluster-debian",
  packages: ["etcd-server", "containernetworking-plugins", "busybox-static"],
};

/** Where the packages' files are. */
export function debianPart(cache: string): Part {
  return debianFilesPart(cache, CLUSTER);
}

/** Gets the packages from Debian, once. */
export function installDebianPrograms(cache: string): Promise<void> {
  return installDebianFiles(cache, CLUSTER);
}
