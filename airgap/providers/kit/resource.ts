import type { Properties } from "./value.ts";

/** Where a resource's messages go: to the engine, which shows them at that resource's line. */
export interface Log {
  /** Shown as the line's status while the operation runs, then gone. */
  status(message: string): void;
  warn(message: string): void;
}

/** What every operation is told. `Connection` is what the provider's configure returned. */
export interface Context<Connection> {
  readonly connection: Connection;
  /** The resource's logical name. */
  readonly name: string;
  readonly log: Log;
  /** Aborted when the user interrupts the update. */
  readonly signal: AbortSignal;
  /** Seconds; 0 is no limit. From the resource option `customTimeouts`. */
  readonly timeout: number;
}

/** One fault in what the program gave: the property's path and what is wrong with it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** The inputs with their defaults, and every fault of them. */
export interface CheckResult {
  readonly inputs: Properties;
  readonly faults: readonly Fault[];
}

/** What is there, and what the program says now. */
export interface DiffRequest {
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
}

/** How an input changed. */
export type Change = "add" | "delete" | "update";

/** A resource as the state keeps it. */
export interface ResourceState {
  readonly id: string;
  /** Empty for an import. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** The one resource type of a provider, on plain values. Its changes are updates in place, never replacements. */
export interface Resource<Connection> {
  /** For example `docker-build:index:Image`. */
  readonly token: string;
  check(news: Properties): CheckResult;
  /** The changed inputs by name. None means that nothing is to be done. */
  diff(request: DiffRequest): ReadonlyMap<string, Change>;
  /** The outputs that a preview shows, of a new resource and of a changed one. */
  preview(inputs: Properties): Properties;
  create(inputs: Properties, context: Context<Connection>): Promise<Omit<ResourceState, "inputs">>;
  /** Undefined when the resource is gone. */
  read(state: ResourceState, context: Context<Connection>): Promise<ResourceState | undefined>;
  /** Makes it what the inputs say, and returns all its outputs. */
  update(inputs: Properties, context: Context<Connection>): Promise<Properties>;
  delete(state: ResourceState, context: Context<Connection>): Promise<void>;
}

/** A provider: its configuration, and the resource type that it knows. */
export interface Provider<Connection> {
  readonly name: string;
  readonly version: string;
  /** Every fault of the provider's configuration. Values that a preview cannot know are UNKNOWN. */
  checkConfig(config: Properties): readonly Fault[];
  /** Connects; an error here fails every resource of the provider before anything changes. */
  configure(config: Properties): Connection;
  readonly resource: Resource<Connection>;
}
