import { Metadata, status, type ServiceError } from "@grpc/grpc-js";

/** Turns whatever an operation threw into the error that the engine shows. */
export function toServiceError(error: unknown): ServiceError {
  const message = messageOf(error);
  const metadata = new Metadata();
  return Object.assign(new Error(message), { code: status.UNKNOWN, details: message, metadata });
}

/** The error's message with those of its causes. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
