import { isProperties, type Properties } from "../../kit/index.ts";
import { at, mapAt, textAt } from "./at.ts";

/** An object of the Kubernetes API, or the part of it that a program gives. */
export type Manifest = Properties;

/** What the API calls it: the group with the version, and the kind. */
export interface Kind {
  /** For example `apps/v1`; `v1` for the core group. */
  readonly apiVersion: string;
  readonly kind: string;
}

/** The kind that the object says it is. */
export function kindOf(manifest: Manifest): Kind {
  return { apiVersion: textAt(manifest, "apiVersion") ?? "", kind: textAt(manifest, "kind") ?? "" };
}

/** The object's name; empty where it has none, or one that is not known yet. */
export function nameOf(manifest: Manifest): string {
  return textAt(manifest, "metadata", "name") ?? "";
}

/** The object's namespace; undefined for objects of the whole cluster. */
export function namespaceOf(manifest: Manifest): string | undefined {
  const namespace = textAt(manifest, "metadata", "namespace");
  return namespace === "" ? undefined : namespace;
}

/** The value of an annotation. */
export function annotationOf(manifest: Manifest, name: string): string | undefined {
  return textAt(manifest, "metadata", "annotations", name);
}

/** Whether an annotation says "true"; nothing else counts, as in the real provider. */
export function isAnnotated(manifest: Manifest, name: string): boolean {
  return annotationOf(manifest, name) === "true";
}

/** `namespace/name`, or the name alone for objects of the whole cluster: the resource's id. */
export function idOf(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  return namespace === undefined ? nameOf(manifest) : `${namespace}/${nameOf(manifest)}`;
}

/** The namespace and the name in an id. */
export function parseId(id: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = id.indexOf("/");
  if (slash < 0) return { namespace: undefined, name: id };
  return { namespace: id.slice(0, slash), name: id.slice(slash + 1) };
}

/** Whether it is a v1 Secret. */
export function isSecret(manifest: Manifest): boolean {
  return kindOf(manifest).apiVersion === "v1" && kindOf(manifest).kind === "Secret";
}

/** The object without fields that only the API server may set. */
export function withoutServerFields(manifest: Manifest): Manifest {
  if (!isProperties(at(manifest, "metadata"))) return manifest;
  const metadata = Object.entries(mapAt(manifest, "metadata")).filter(([name]) => !SERVER_SET.has(name));
  return { ...manifest, metadata: Object.fromEntries(metadata) };
}

const SERVER_SET: ReadonlySet<string> = new Set([
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "selfLink",
  "uid",
]);
