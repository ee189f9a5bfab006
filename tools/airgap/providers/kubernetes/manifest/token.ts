import type { Kind } from "./manifest.ts";

/** Tokens that are no objects of the Kubernetes API: the real provider does these itself, the stand-in does not. */
const OTHERS = ["helm.sh", "yaml", "kustomize", "meta", "index", "provider"];

/**
 * The kind behind a resource type: `kubernetes:apps/v1:Deployment`, `kubernetes:core/v1:Secret`, and any custom
 * resource. @throws for types that are no objects of the Kubernetes API
 */
export function parseToken(token: string): Kind {
  const [, module = "", kind = ""] = token.split(":");
  const [group = "", version] = module.split("/");
  if (version === undefined || kind === "" || OTHERS.includes(group)) {
    throw new Error(
      `the stand-in for the kubernetes provider does not support the resource type ${token}; it knows the kinds of ` +
        "the Kubernetes API, custom resources among them",
    );
  }
  return { apiVersion: group === "core" ? version : module, kind };
}
