import { type Fault, MuelleError } from "../components/index.ts";
import type { StackConfig } from "./config.ts";

/** Kubernetes. */
export function prod(
  config: StackConfig,
  faults: readonly Fault[],
): Promise<Readonly<Record<string, unknown>>> {
  const fault = {
    path: "muelle:platform",
    message: `${config.platform} comes with the next version of Muelle`,
    hint: "Deploy on the local Docker Engine: pulumi up -s dev",
  };
  return Promise.reject(
    new MuelleError("The stack cannot be deployed; nothing was changed.", [...faults, fault]),
  );
}
