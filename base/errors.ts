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
  readonly faults: readonly Fault[];

  constructor(summary: string, faults: readonly Fault[], options?: ErrorOptions) {
    super([summary, ...faults.map(renderFault)].join("\n"), options);
    this.name = "MuelleError";
    this.faults = faults;
  }
}

function renderFault({ path, message, hint }: Fault): string {
  const first = `  ${path}: ${message}`;
  return hint === undefined ? first : `${first}\n    ${hint}`;
}
