import type { Properties } from "./value.ts";

/**
 * The resource exists, but did not become what it should. The engine keeps it in the state, marked as failed,
 * and updates it at the next run.
 */
export class ResourceInitFailed extends Error {
  readonly id: string;
  readonly outputs: Properties;
  readonly reason: string;

  constructor(id: string, outputs: Properties, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "ResourceInitFailed";
    this.id = id;
    this.outputs = outputs;
    this.reason = reason;
  }
}
