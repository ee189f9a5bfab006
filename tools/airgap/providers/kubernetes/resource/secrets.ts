import { isSecret, type Kind } from "../manifest/manifest.ts";

/** The inputs and outputs of a kind that are secrets whatever the program says. */
export function secretsOf(kind: Partial<Kind>): readonly string[] {
  return isSecret({ apiVersion: kind.apiVersion ?? "", kind: kind.kind ?? "" }) ? ["data", "stringData"] : [];
}
