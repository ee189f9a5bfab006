import * as pulumi from "@pulumi/pulumi";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

import type { FidelityNote } from "../application/index.ts";
import type { ApplicationArgs } from "../deploy/application-args.ts";
import { startRendering } from "../deploy/program-run.ts";

/** The markers by which Pulumi's wire format knows a secret and a value that is not known yet. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** What stands in recorded inputs for a value that a preview does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One resource as the program registered it. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** By which the engine knows it, with the types of all its parents. */
  readonly urn: string;
  /** The inputs with secrets opened; `secrets` says which they are. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the top-level inputs that are secret, or hold a secret, sorted. */
  readonly secrets: readonly string[];
  readonly options: RecordedOptions;
}

export interface RecordedOptions {
  /** Name of the parent; undefined for a resource at the top. */
  readonly parent: string | undefined;
  /** Names of all resources that must exist first: `dependsOn` and those whose outputs are inputs here, sorted. */
  readonly dependsOn: readonly string[];
  /** Undefined where the program leaves it to the provider. */
  readonly deleteBeforeReplace: boolean | undefined;
  readonly replaceOnChanges: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly retainOnDelete: boolean;
  readonly protect: boolean;
  /** URNs by which an earlier program may have known it, its own and not those that come with its parents' aliases. */
  readonly aliases: readonly string[];
}

export interface RecordOptions {
  /** @default "muelle" */
  readonly project?: string;
  /** @default "dev" */
  readonly stack?: string;
  /** Whether outputs are unknown, as they are before anything was created. @default false */
  readonly preview?: boolean;
  /** Where Applications run, whatever the program and its configuration say. @default - where they say */
  readonly platform?: ApplicationArgs["platform"];
  /** Outputs beyond the inputs, as the provider would compute them. @default - none */
  readonly outputs?: (type: string, name: string, inputs: Record<string, unknown>) => Record<string, unknown>;
}

export interface Recording {
  /**
   * Everything registered so far, sorted by name, once all of it has arrived: registrations race each other.
   * @throws {MuelleError} where an Application is refused, with all that is wrong
   */
  readonly resources: () => Promise<readonly RecordedResource[]>;
  /** What the platforms of the Applications do not carry out to the letter. */
  readonly notes: () => Promise<readonly FidelityNote[]>;
}

let recorded = false;

/**
 * Puts Pulumi's mocks in the place of an engine and records what the program registers. Await it before anything is
 * constructed: without mocks the SDK makes resources up in silence. Ids are `<name>-id`. An Application asks neither
 * engine nor cluster then, and placeholders stand for the values of its secrets. The stack's configuration begins empty:
 * `pulumi.runtime.setAllConfig` gives it one.
 */
export async function startRecording(options: RecordOptions = {}): Promise<Recording> {
  const mocks: pulumi.runtime.Mocks = {
    call: () => ({}),
    newResource: ({ type, name, inputs }) => {
      const given = inputs as Record<string, unknown>;
      return { id: `${name}-id`, state: { ...given, ...options.outputs?.(type, name, given) } };
    },
  };
  const { project = "muelle", stack = "dev", preview = false } = options;
  // What the recording before this one left under way would be answered by the wrong mocks.
  if (recorded) await pulumi.runtime.disconnect();
  recorded = true;
  await pulumi.runtime.setMocks(mocks, project, stack, preview);
  // Nor has this program the configuration of the one before it.
  pulumi.runtime.setAllConfig({});
  const requests = listen();
  const rendering = startRendering(options.platform);
  const finish = async (): Promise<void> => {
    await pulumi.runtime.disconnect();
    if (rendering.refusal !== undefined) throw rendering.refusal;
  };
  return {
    resources: async () => {
      await finish();
      return requests.map((request) => record(request, requests)).sort(byName);
    },
    notes: async () => {
      await finish();
      return rendering.notes;
    },
  };
}

/** The requests to register a resource, as they come. */
function listen(): readonly RegisterResourceRequest[] {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("Pulumi has no monitor although its mocks are set");
  const requests: RegisterResourceRequest[] = [];
  const register: unknown = Reflect.get(monitor, "registerResource");
  if (typeof register !== "function") throw new Error("Pulumi's monitor registers no resources");
  Object.defineProperty(monitor, "registerResource", {
    value: (...args: unknown[]): unknown => {
      const [request] = args;
      if (isRequest(request)) requests.push(request);
      return Reflect.apply(register, monitor, args);
    },
  });
  return requests;
}

/** By what it can do: its class is exported in a way that Node's modules do not see. */
function isRequest(value: unknown): value is RegisterResourceRequest {
  return (
    typeof value === "object" && value !== null && "getObject" in value && "getDependenciesList" in value
  );
}

function record(request: RegisterResourceRequest, all: readonly RegisterResourceRequest[]): RecordedResource {
  const wire = request.getObject()?.toJavaScript() ?? {};
  return {
    type: request.getType(),
    name: request.getName(),
    urn: urnOf(request.getName(), qualifiedType(request, all)),
    inputs: Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, openSecrets(value)])),
    secrets: Object.keys(wire)
      .filter((key) => hasSecret(wire[key]))
      .sort(),
    options: {
      parent: request.getParent() === "" ? undefined : nameOf(request.getParent()),
      dependsOn: request.getDependenciesList().map(nameOf).sort(),
      deleteBeforeReplace: request.getDeletebeforereplacedefined()
        ? request.getDeletebeforereplace()
        : undefined,
      replaceOnChanges: request.getReplaceonchangesList(),
      ignoreChanges: request.getIgnorechangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      retainOnDelete: request.getRetainondelete() ?? false,
      protect: request.getProtect() ?? false,
      aliases: request.getAliasesList().map((alias) => aliasOf(alias, request, all)),
    },
  };
}

/** The type with those of all parents before it. */
function qualifiedType(request: RegisterResourceRequest, all: readonly RegisterResourceRequest[]): string {
  const parent = parentOf(request.getParent(), all);
  return [...(parent === undefined ? [] : [qualifiedType(parent, all)]), request.getType()].join("$");
}

/** The mocks put only the nearest parent's type into a URN. */
function parentOf(urn: string, all: readonly RegisterResourceRequest[]): RegisterResourceRequest | undefined {
  const [, , types = "", name] = urn.split("::");
  const type = types.split("$").at(-1);
  return all.find((each) => each.getName() === name && each.getType() === type);
}

/** What the engine makes of an alias: what it does not say is as the resource has it. */
function aliasOf(
  alias: Alias,
  request: RegisterResourceRequest,
  all: readonly RegisterResourceRequest[],
): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const type = spec.getType() === "" ? request.getType() : spec.getType();
  const parent = spec.getNoparent() ? undefined : parentOf(spec.getParenturn(), all);
  const qualified = parent === undefined ? type : `${qualifiedType(parent, all)}$${type}`;
  return urnOf(spec.getName() === "" ? request.getName() : spec.getName(), qualified);
}

function urnOf(name: string, qualified: string): string {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${qualified}::${name}`;
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function byName(a: RecordedResource, b: RecordedResource): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value with its secrets in clear. */
export function openSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openSecrets);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return openSecrets(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, openSecrets(inner)]));
}

function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  return isObject(value) && (value[SIGNATURE] === SECRET || Object.values(value).some(hasSecret));
}
