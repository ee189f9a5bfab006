import { loopbackPorts, noHostPath } from "./exposure.ts";
import { imageByDigest, noLatest } from "./images.ts";
import { podSecurity } from "./pod-security.ts";
import { noPrivileged, noRoot } from "./privileges.ts";
import { limits, probes, replicas } from "./resilience.ts";
import { noPlaintextSecrets } from "./secrets.ts";
import type { Rule } from "../rule.ts";

/** Every rule, in the order in which findings are shown. */
export const rules: readonly Rule[] = [
  noPlaintextSecrets,
  noPrivileged,
  noRoot,
  noHostPath,
  podSecurity,
  noLatest,
  imageByDigest,
  limits,
  probes,
  replicas,
  loopbackPorts,
];
