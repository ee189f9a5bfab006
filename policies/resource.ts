/** One resource of a stack as a policy sees it: its inputs, with secrets opened or masked. */
export interface Resource {
  readonly urn: string;
  /** Pulumi's type token, such as `docker:index/container:Container`. */
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}
