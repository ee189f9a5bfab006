/** A resource that a rule is not for. */
export interface Exception {
  /** The rule's id. */
  readonly rule: string;
  /** Names of resources that it is for. */
  readonly resource: RegExp;
  /** Why it is right all the same. */
  readonly reason: string;
}

/** What is right although a rule says otherwise. One without use is reported, so that the list cannot outlive its reasons. */
export const exceptions: readonly Exception[] = [];
