import * as pulumi from "@pulumi/pulumi";
import { packageVersion } from "../plugin/index.ts";
import type { ReadinessWait } from "./readiness-wait.ts";

/** What a `Readiness` waits for. */
export interface ReadinessArgs extends ReadinessWait {
  /** Ids of the service's containers. */
  readonly containers: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Waits until the containers of a service are healthy, running or completed, and fails with their last log lines as
 * soon as they cannot be. The Docker provider's own `wait` neither fails early nor says why, and looks only when a
 * container is created; this also looks again when an update that failed here is repeated.
 */
export class Readiness extends pulumi.CustomResource {
  constructor(name: string, args: ReadinessArgs, opts?: pulumi.CustomResourceOptions) {
    super("muelle:docker:Readiness", name, { ...args, ...packageVersion() }, opts);
  }
}
