import * as pulumi from "@pulumi/pulumi";
import type { Condition } from "./provider/container-state.ts";

/** What a `Readiness` waits for. */
export interface ReadinessArgs {
  /** Path of the service, for messages: `services.web`. */
  readonly service: string;
  /** Ids of the service's containers. */
  readonly containers: pulumi.Input<pulumi.Input<string>[]>;
  /** What has to be true of each of them. */
  readonly condition: Condition;
  /** Time between two looks, in milliseconds. */
  readonly interval: number;
  /** Time after which waiting ends in a failure, in milliseconds. */
  readonly timeout: number;
  /** Time for which new replicas of an update are watched when they are ready, in milliseconds. */
  readonly monitor: number;
}

/**
 * Waits until the containers of a service are healthy, running or completed, and fails with their last log lines as
 * soon as they cannot be. The Docker provider's own `wait` neither fails early nor says why, and looks only when a
 * container is created; this also looks again when an update that failed here is repeated.
 */
export class Readiness extends pulumi.CustomResource {
  constructor(name: string, args: ReadinessArgs, opts?: pulumi.CustomResourceOptions) {
    super("muelle:docker:Readiness", name, { ...args }, opts);
  }
}
