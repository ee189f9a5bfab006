import { credentials } from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type { Log } from "./resource.ts";

/** Sends messages to the engine; without an address (a test without an engine) they go to stderr. */
export class EngineLog {
  readonly #client: engineGrpc.EngineClient | undefined;

  constructor(address: string | undefined) {
    this.#client =
      address === undefined ? undefined : new engineGrpc.EngineClient(address, credentials.createInsecure());
  }

  /** The messages of one resource. */
  for(urn: string): Log {
    const { INFO, WARNING } = enginePb.LogSeverity;
    return {
      status: (message) => {
        this.#send(INFO, message, urn, true);
      },
      warn: (message) => {
        this.#send(WARNING, message, urn, false);
      },
    };
  }

  #send(severity: enginePb.LogSeverity, message: string, urn: string, ephemeral: boolean): void {
    if (this.#client === undefined) {
      process.stderr.write(`${message}\n`);
      return;
    }
    const request = new enginePb.LogRequest();
    request.setSeverity(severity);
    request.setMessage(message);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    this.#client.log(request, () => {
      // A lost message must not fail the operation that it is about.
    });
  }
}
