import { createHash } from "node:crypto";
import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import { bound } from "../../application/bound.ts";
import type { BindFile } from "../bind-files.ts";
import type { Identity } from "../labels.ts";
import { metadata } from "./metadata.ts";
import type { FolderBinding, WorkloadBindings, WorkloadPlan } from "./plan.ts";

/** The configuration files of a service, undefined where it has none. As a Secret, it is a new one at each change. */
export function translateConfigMap(
  { identity, service }: WorkloadPlan,
  bindings: Pick<WorkloadBindings, "namespace">,
  contents: Readonly<Record<string, Input<string>>>,
): types.input.core.v1.ConfigMap | undefined {
  if (service.configs.length === 0) return undefined;
  const names = [...new Set(service.configs.map(({ source }) => source))].sort();
  return {
    metadata: metadata({ identity, namespace: bindings.namespace, service: service.name }),
    immutable: true,
    data: Object.fromEntries(
      names.map((name) => [name, bound(contents, name, "content of the configuration file")]),
    ),
  };
}

/** A folder of the author's machine. */
export function translateFolder(
  identity: Identity,
  bindings: Pick<WorkloadBindings, "namespace">,
  files: readonly BindFile[],
): types.input.core.v1.ConfigMap {
  return {
    metadata: metadata({ identity, namespace: bindings.namespace }),
    immutable: true,
    binaryData: Object.fromEntries(files.map(({ path, content }) => [keyOf(path), content])),
  };
}

/** Where the files of such a folder go in a volume. */
export function folderItems(files: readonly BindFile[]): FolderBinding["items"] {
  return files.map(({ path, executable }) => ({
    key: keyOf(path),
    path: path === "" ? keyOf(path) : path,
    mode: executable ? 0o555 : 0o444,
  }));
}

/** A key for a path: the path itself where it is one, else a readable part of it and a hash. */
function keyOf(path: string): string {
  if (path === "") return "file";
  if (/^[-._A-Za-z0-9]{1,200}$/.test(path) && !path.startsWith("..") && path !== ".") return path;
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return `${hash}-${path.replace(/[^-._A-Za-z0-9]/g, "_").slice(-100)}`;
}
