import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** The markers by which Pulumi's wire format knows a secret and a value that is not known yet. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** What stands in recorded inputs for a value that a preview does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One resource as the program registered it. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
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
}

export interface RecordOptions {
  /** @default "muelle" */
  readonly project?: string;
  /** @default "dev" */
  readonly stack?: string;
  /** Whether outputs are unknown, as they are before anything was created. @default false */
  readonly preview?: boolean;
  /** Outputs beyond the inputs, as the provider would compute them. @default - none */
  readonly outputs?: (type: string, name: string, inputs: Record<string, unknown>) => Record<string, unknown>;
}

export interface Recording {
  /** Everything registered so far, sorted by name, once all of it has arrived: registrations race each other. */
  readonly resources: () => Promise<readonly RecordedResource[]>;
}

let recorded = false;

/**
 * Puts Pulumi's mocks in the place of an engine and records what the program registers. Await it before anything is
 * constructed: without mocks the SDK makes resources up in silence. Ids are `<name>-id`.
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
  const requests = listen();
  return {
    resources: async () => {
      await pulumi.runtime.disconnect();
      return requests.map(record).sort(byName);
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

function record(request: RegisterResourceRequest): RecordedResource {
  const wire = request.getObject()?.toJavaScript() ?? {};
  return {
    type: request.getType(),
    name: request.getName(),
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
    },
  };
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
