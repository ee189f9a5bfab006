import type { Properties } from "./value.ts";

/** Where a resource's messages go: to the engine, which shows them at that resource's line. */
export interface Log {
  /** Shown with --debug only. */
  debug(message: string): void;
  /** Kept in the output. */
  info(message: string): void;
  /** Shown as the line's status while the operation runs, then gone. */
  status(message: string): void;
  warn(message: string): void;
}

/** What every operation on a resource is told. `Connection` is what the provider's configure returned. */
export interface Context<Connection> {
  readonly connection: Connection;
  readonly urn: string;
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

export interface CheckRequest<Connection> extends Context<Connection> {
  /** The checked inputs of the last update; empty for a new resource and for a replacement. */
  readonly olds: Properties;
  readonly news: Properties;
  /** Random bytes, the same when the engine asks again about the same step. */
  readonly randomSeed: Uint8Array;
  readonly autonaming: Autonaming | undefined;
}

/** What the stack's configuration says about generated names. */
export interface Autonaming {
  readonly proposedName: string;
  readonly mode: "propose" | "enforce" | "disable";
}

export interface CheckResult {
  readonly inputs: Properties;
  readonly faults: readonly Fault[];
}

export interface DiffRequest<Connection> extends Context<Connection> {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
  /** Property paths from the resource option of that name. The engine has put the old values in already. */
  readonly ignoreChanges: readonly string[];
}

type ChangeKind = "add" | "delete" | "update";

export interface Change {
  readonly kind: ChangeKind;
  readonly replace: boolean;
  /** The program still says what it said, but the resource is no longer so. @default false */
  readonly drift?: boolean;
}

export interface DiffResult {
  /** The changed inputs by path. None means that nothing is to be done. */
  readonly changes: ReadonlyMap<string, Change>;
  /** Whether a replacement must delete the old resource first. The program's own option wins over this. */
  readonly deleteBeforeReplace: boolean;
  /** Outputs that an update cannot change. */
  readonly stables: readonly string[];
}

interface CreateRequest<Connection> extends Context<Connection> {
  readonly inputs: Properties;
  readonly preview: boolean;
}

export interface CreateResult {
  /** Empty in a preview. */
  readonly id: string;
  readonly outputs: Properties;
}

interface ReadRequest<Connection> extends Context<Connection> {
  readonly id: string;
  /** Empty for an import. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export interface ReadResult {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

interface UpdateRequest<Connection> extends Context<Connection> {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
  readonly preview: boolean;
  /** Property paths from the resource option of that name. The engine has put the old values in already. */
  readonly ignoreChanges: readonly string[];
}

interface DeleteRequest<Connection> extends Context<Connection> {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** One resource type on plain values. Most are easier written with `typedResource`. */
export interface ResourceHandler<Connection> {
  /** Inputs and outputs that are secrets, whether the program marked them or not. @default - none */
  readonly secrets?: readonly string[];
  check(request: CheckRequest<Connection>): Promise<CheckResult>;
  diff(request: DiffRequest<Connection>): Promise<DiffResult>;
  create(request: CreateRequest<Connection>): Promise<CreateResult>;
  /** Undefined when the resource is gone. */
  read(request: ReadRequest<Connection>): Promise<ReadResult | undefined>;
  update(request: UpdateRequest<Connection>): Promise<Properties>;
  /** Succeeds when the resource is gone already. */
  delete(request: DeleteRequest<Connection>): Promise<void>;
}

export type FunctionHandler<Connection> = (
  args: Properties,
  connection: Connection,
  log: Log,
) => Promise<Properties>;

/** What another configuration of the provider means for everything that it made. */
export interface ConfigDiff {
  readonly changed: boolean;
  /** The settings that make it another place, on which everything has to be created anew. */
  readonly replaces: readonly string[];
}

/** A provider: its configuration, and a handler for every token it knows. */
export interface ProviderDefinition<Connection> {
  readonly name: string;
  readonly version: string;
  /** Every fault of the provider's configuration. Values that a preview cannot know are UNKNOWN. */
  checkConfig(config: Properties): readonly Fault[];
  /** What another configuration means for the resources. @default - nothing: it only says how to reach them */
  diffConfig?(olds: Properties, news: Properties): Promise<ConfigDiff>;
  /** Connects; an error here fails every resource of the provider before anything changes. */
  configure(config: Properties, log: Log): Promise<Connection>;
  /** By token, for example `docker:index/network:Network`. */
  readonly resources: Readonly<Record<string, ResourceHandler<Connection>>>;
  /** The handler of a token that is not listed. @default - such tokens are errors */
  otherResource?(token: string): ResourceHandler<Connection>;
  readonly functions?: Readonly<Record<string, FunctionHandler<Connection>>>;
}
