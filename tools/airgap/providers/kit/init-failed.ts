import type { Properties } from "./value.ts";

/**
 * The resource exists, but did not become what it should. The engine keeps it in the state, marked as failed,
 * and updates it at the next run.
 */
export class ResourceInitFailed extends Error {
  readonly id: string;
  readonly outputs: Properties;
  readonly reason: string;
  /** The inputs as they are now, where a read found that out. @default - those that the operation was asked for */
  readonly inputs: Properties | undefined;

  constructor(
    id: string,
    outputs: Properties,
    reason: string,
    { inputs, ...options }: ErrorOptions & { readonly inputs?: Properties } = {},
  ) {
    super(reason, options);
    this.name = "ResourceInitFailed";
    this.id = id;
    this.outputs = outputs;
    this.reason = reason;
    this.inputs = inputs;
  }
}
