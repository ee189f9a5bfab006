import { randomBytes } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { visible, type Properties } from "../../../tools/airgap/providers/kit/index.ts";
import { fromStruct, toStruct } from "../../../tools/airgap/providers/kit/wire.ts";

/** The folder of the stand-in of a provider. */
export function pluginFolder(provider: string): string {
  return join(import.meta.dirname, "../../../tools/airgap/providers", provider);
}

/** A running plugin, spoken to by gRPC as Pulumi's engine does. */
export class Plugin {
  readonly #process: ChildProcess;
  readonly #client: providerGrpc.ResourceProviderClient;

  private constructor(child: ChildProcess, port: string) {
    this.#process = child;
    this.#client = new providerGrpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  /** Starts the plugin without configuring it. */
  static async spawn(provider: string): Promise<Plugin> {
    const executable = join(pluginFolder(provider), `pulumi-resource-${provider}`);
    const child = spawn(executable, [], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const port of createInterface({ input: child.stdout })) return new Plugin(child, port);
    throw new Error("the plugin ended without printing its port");
  }

  static async start(provider: string, config: Properties = {}): Promise<Plugin> {
    const plugin = await Plugin.spawn(provider);
    await plugin.configure(config);
    return plugin;
  }

  stop(): void {
    this.#client.close();
    this.#process.kill();
  }

  async version(): Promise<string> {
    const { default: emptyPb } = await import("google-protobuf/google/protobuf/empty_pb.js");
    return new Promise((resolve, reject) => {
      this.#client.getPluginInfo(new emptyPb.Empty(), (error, info) => {
        if (error === null) resolve(info.getVersion());
        else reject(error);
      });
    });
  }

  configure(config: Properties): Promise<pb.ConfigureResponse> {
    const request = new pb.ConfigureRequest();
    request.setArgs(toStruct(config));
    return call((done) => this.#client.configure(request, done));
  }

  /** The checked inputs; rejects with every fault. */
  async check(type: string, name: string, news: Properties, olds: Properties = {}): Promise<Properties> {
    const request = new pb.CheckRequest();
    request.setUrn(urn(type, name));
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    request.setRandomseed(randomBytes(32));
    const response = await call<pb.CheckResponse>((done) => this.#client.check(request, done));
    const faults = response.getFailuresList().map((fault) => `${fault.getProperty()}: ${fault.getReason()}`);
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return fromStruct(response.getInputs());
  }

  /** Checks and creates, as an update does with a new resource. The timeout is in seconds. */
  async create(
    type: string,
    name: string,
    news: Properties,
    { preview = false, timeout = 0 }: { readonly preview?: boolean; readonly timeout?: number } = {},
  ): Promise<Resource> {
    const inputs = await this.check(type, name, news);
    const request = new pb.CreateRequest();
    request.setUrn(urn(type, name));
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const response = await call<pb.CreateResponse>((done) => this.#client.create(request, done));
    return { type, name, id: response.getId(), inputs, outputs: fromStruct(response.getProperties()) };
  }

  async diff(resource: Resource, news: Properties): Promise<Difference> {
    const { type, name, id, inputs, outputs } = resource;
    const request = new pb.DiffRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setOldInputs(toStruct(inputs));
    request.setOlds(toStruct(outputs));
    request.setNews(toStruct(await this.check(type, name, news, inputs)));
    const response = await call<pb.DiffResponse>((done) => this.#client.diff(request, done));
    return {
      changed: response.getDiffsList(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async update(
    resource: Resource,
    news: Properties,
    {
      preview = false,
      ignoreChanges = [],
    }: { readonly preview?: boolean; readonly ignoreChanges?: string[] } = {},
  ): Promise<Resource> {
    const { type, name, id, inputs, outputs } = resource;
    const checked = await this.check(type, name, news, inputs);
    const request = new pb.UpdateRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setOldInputs(toStruct(inputs));
    request.setOlds(toStruct(outputs));
    request.setNews(toStruct(checked));
    request.setPreview(preview);
    request.setIgnorechangesList(ignoreChanges);
    const response = await call<pb.UpdateResponse>((done) => this.#client.update(request, done));
    return { type, name, id, inputs: checked, outputs: fromStruct(response.getProperties()) };
  }

  /** Undefined when it is gone. */
  async read(resource: Resource): Promise<Resource | undefined> {
    const { type, name, id, inputs, outputs } = resource;
    const request = new pb.ReadRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setInputs(toStruct(inputs));
    request.setProperties(toStruct(outputs));
    const response = await call<pb.ReadResponse>((done) => this.#client.read(request, done));
    if (response.getId() === "") return undefined;
    const read = { inputs: fromStruct(response.getInputs()), outputs: fromStruct(response.getProperties()) };
    return { type, name, id: response.getId(), ...read };
  }

  async delete({ type, name, id, inputs, outputs }: Resource): Promise<void> {
    const request = new pb.DeleteRequest();
    request.setUrn(urn(type, name));
    request.setId(id);
    request.setOldInputs(toStruct(inputs));
    request.setProperties(toStruct(outputs));
    await call((done) => this.#client.delete(request, done));
  }
}

/** A resource as the engine's state keeps it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

interface Difference {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a failed creation left behind, from the error's details; undefined where it left nothing. */
export function leftBehind(
  error: unknown,
): { id: string; outputs: Properties; reasons: string[] } | undefined {
  if (!isServiceError(error)) throw error;
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!(details instanceof Buffer)) return undefined;
  const [any] = statusPb.Status.deserializeBinary(details).getDetailsList();
  const failed = any?.unpack(
    (bytes: Uint8Array) => pb.ErrorResourceInitFailed.deserializeBinary(bytes),
    "pulumirpc.ErrorResourceInitFailed",
  );
  if (!failed) return undefined;
  return {
    id: failed.getId(),
    outputs: visible(fromStruct(failed.getProperties())),
    reasons: failed.getReasonsList(),
  };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "metadata" in error;
}

function urn(type: string, name: string): string {
  return `urn:pulumi:test::test::${type}::${name}`;
}

function call<Response>(
  start: (done: (error: ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}
