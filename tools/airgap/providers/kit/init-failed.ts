import type { Properties } from "./value.ts";

/** What more may be said of a resource that failed. */
export interface InitFailedOptions extends ErrorOptions {
  /** The inputs as they are now, where a read found that out. @default - those that the operation was asked for */
  readonly inputs?: Properties;
  /** Inputs and outputs that are secrets. @default - those that the program marked */
  readonly secrets?: readonly string[];
}

/**
 * The resource exists, but did not become what it should. The engine keeps it in the state, marked as failed,
 * and updates it at the next run.
 */
export class ResourceInitFailed extends Error {
  readonly id: string;
  readonly outputs: Properties;
  readonly reason: string;
  readonly inputs: Properties | undefined;
  readonly secrets: readonly string[];

  constructor(id: string, outputs: Properties, reason: string, options: InitFailedOptions = {}) {
    super(reason, options);
    this.name = "ResourceInitFailed";
    this.id = id;
    this.outputs = outputs;
    this.reason = reason;
    this.inputs = options.inputs;
    this.secrets = options.secrets ?? [];
  }
}
