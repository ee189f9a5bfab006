/** What has to be true of a service's containers before those that wait for it may start. */
export type Condition = "running" | "healthy" | "completed";

/** What is waited for, and how: all of it is known before there are containers. */
export interface ReadinessWait {
  /** Path of the service in the application, for messages: `services.web`. */
  readonly service: string;
  /** What has to be true of each of its containers. */
  readonly condition: Condition;
  /** Time between two looks, in milliseconds. */
  readonly interval: number;
  /** Time after which waiting ends in a failure, in milliseconds. */
  readonly timeout: number;
  /** Time for which new replicas of an update are watched when they are ready, in milliseconds. */
  readonly monitor: number;
}

/** The inputs of a `Readiness`, as the provider gets them. */
export interface ReadinessInputs extends ReadinessWait {
  /** Ids of the service's containers. */
  readonly containers: readonly string[];
}
