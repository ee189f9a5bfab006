import type { types } from "@pulumi/kubernetes";
import type { PodUser } from "../image-user.ts";
import { optional } from "./optional.ts";

/** Group that owns volumes where the image alone knows who its process runs as. */
const VOLUME_GROUP = 10_001;

/** Nobody: for containers of Muelle's own. */
export const NOBODY = { uid: 65_534, gid: 65_534 } as const;

/** Who the pod runs as: never root, and with a group that can write to its volumes. */
export function podSecurityContext(user: PodUser | undefined): types.input.core.v1.PodSecurityContext {
  return {
    runAsNonRoot: true,
    ...optional("runAsUser", user?.uid),
    ...optional("runAsGroup", user?.gid),
    fsGroup: user?.gid ?? user?.uid ?? VOLUME_GROUP,
    // Without it, the kubelet walks through every file of a volume at each start.
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** What a container may do: what the restricted Pod Security Standard allows. */
export function containerSecurityContext(
  readOnly: boolean,
  capAdd: readonly string[] = [],
): types.input.core.v1.SecurityContext {
  const add = capAdd.map((name) => name.replace(/^CAP_/, "")).filter((name) => name === "NET_BIND_SERVICE");
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: readOnly,
    capabilities: { ...(add.length === 0 ? {} : { add }), drop: ["ALL"] },
  };
}
