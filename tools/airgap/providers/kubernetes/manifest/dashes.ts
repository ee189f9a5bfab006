import { isList, isProperties, type Value } from "../../kit/index.ts";
import type { Manifest } from "./manifest.ts";

/**
 * A CustomResourceDefinition as the API wants it: what the SDK calls `x_kubernetes_list_type`, as property names have no
 * dashes there, is `x-kubernetes-list-type`.
 */
export function withDashes(manifest: Manifest): Manifest {
  return isDefinition(manifest)
    ? renamedIn(manifest, /^x_kubernetes_/, (key) => key.replaceAll("_", "-"))
    : manifest;
}

/** A CustomResourceDefinition as the SDK wants it. */
export function withUnderscores(manifest: Manifest): Manifest {
  return isDefinition(manifest)
    ? renamedIn(manifest, /^x-kubernetes-/, (key) => key.replaceAll("-", "_"))
    : manifest;
}

function isDefinition(manifest: Manifest): boolean {
  return manifest["kind"] === "CustomResourceDefinition";
}

function renamedIn(manifest: Manifest, pattern: RegExp, rename: (key: string) => string): Manifest {
  return Object.fromEntries(
    Object.entries(manifest).map(([key, value]): [string, Value] => [
      pattern.test(key) ? rename(key) : key,
      renamed(value, pattern, rename),
    ]),
  );
}

function renamed(value: Value, pattern: RegExp, rename: (key: string) => string): Value {
  if (isList(value)) return value.map((entry): Value => renamed(entry, pattern, rename));
  return isProperties(value) ? renamedIn(value, pattern, rename) : value;
}
