import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { ResourceInitFailed } from "./init-failed.ts";
import { toStruct } from "./wire.ts";

/** Turns whatever an operation threw into the error that the engine shows. */
export function toServiceError(error: unknown): ServiceError {
  const message = messageOf(error);
  const metadata = new Metadata();
  if (error instanceof ResourceInitFailed) {
    metadata.set("grpc-status-details-bin", Buffer.from(initFailed(error, message)));
  }
  return Object.assign(new Error(message), { code: status.UNKNOWN, details: message, metadata });
}

/** The error's message with those of its causes. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}

function initFailed(error: ResourceInitFailed, message: string): Uint8Array {
  const detail = new providerPb.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(toStruct(error.outputs, error.secrets));
  if (error.inputs !== undefined) detail.setInputs(toStruct(error.inputs, error.secrets));
  detail.setReasonsList([message]);
  const packed = new anyPb.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const result = new statusPb.Status();
  result.setCode(status.UNKNOWN);
  result.setMessage(message);
  result.setDetailsList([packed]);
  return result.serializeBinary();
}
