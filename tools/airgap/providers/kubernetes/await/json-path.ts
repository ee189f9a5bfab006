import { JSONPath } from "jsonpath-plus";
import type { Value } from "../../kit/index.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** Reads a path as kubectl writes it: `{.status.conditions[?(@.type=="Ready")].status}`. It finds none or several. */
export function readJsonPath(expression: string): (object: Manifest) => readonly Value[] {
  const inner = expression.replace(/^\{/, "").replace(/\}$/, "").trim();
  const path = inner.startsWith("$")
    ? inner
    : `$${inner.startsWith(".") || inner.startsWith("[") ? "" : "."}${inner}`;
  return (object) => JSONPath<Value[]>({ path, json: object, wrap: true });
}
