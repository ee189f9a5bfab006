import type { types } from "@pulumi/kubernetes";
import { TAKES_BACK } from "./metadata.ts";
import { type Identity, objectLabels } from "../labels.ts";

/** The version of the standard that pods are held to; a newer cluster's own may ask for more. */
const POD_SECURITY_VERSION = "v1.34";

/** The namespace: no pod runs there that the restricted Pod Security Standard does not allow. */
export function translateNamespace(identity: Identity, name: string): types.input.core.v1.Namespace {
  const modes = ["enforce", "audit", "warn"].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, "restricted"],
    [`pod-security.kubernetes.io/${mode}-version`, POD_SECURITY_VERSION],
  ]);
  return {
    metadata: {
      name,
      annotations: { ...TAKES_BACK },
      labels: { ...objectLabels(identity), ...(Object.fromEntries(modes) as Record<string, string>) },
    },
  };
}
