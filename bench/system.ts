/** One way to run the application; every step is what a user would type. */
export interface System {
  readonly name: string;
  /** From nothing to everything healthy; images are there. */
  first(): Promise<void>;
  /** The same again, or a look whether it would be the same. */
  unchanged(): Promise<void>;
  /** Three workers become ten. */
  scale(): Promise<void>;
  /** Everything gone, volumes too; the configuration is as it was at the start. */
  destroy(): Promise<void>;
}

/** The steps that are timed, in the order in which they make sense. */
export const STEPS = ["first", "unchanged", "scale", "destroy"] as const;

/** What is told of: the steps, and when everything was ready in the first. */
export const MEASURED = ["ready", ...STEPS] as const;

export type Measured = (typeof MEASURED)[number];
