/** One fault: where it is, what is wrong there, and how to mend it. */
export interface Fault {
  /** The place in the user's own terms, for example `services.api.dependsOn.db` or `muelle:platform`. */
  readonly path: string;
  /** What is wrong, with the value given and the values allowed. */
  readonly message: string;
  /** What to do about it. @default - the message says it already */
  readonly hint?: string;
}

/** The one error class of Muelle: everything that was found wrong, each with its path, in one message. */
export class MuelleError extends Error {
  /**
   * The sign by which Pulumi knows its own `RunError`, of which it shows the message alone, without a stack trace. So
   * does an error that a user's program does not catch say what is wrong, and not where in this library it was found.
   */
  readonly __pulumiRunError = true;
  readonly faults: readonly Fault[];

  constructor(summary: string, faults: readonly Fault[], options?: ErrorOptions) {
    const message = [summary, ...faults.map(renderFault)].join("\n");
    super(message, options);
    // Pulumi writes into the message which property of which resource it was about to read. It means nothing here, and
    // would be there once for each output that a program uses.
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    this.name = "MuelleError";
    this.faults = faults;
  }
}

function renderFault({ path, message, hint }: Fault): string {
  const first = `  ${path}: ${message}`;
  return hint === undefined ? first : `${first}\n    ${hint}`;
}
