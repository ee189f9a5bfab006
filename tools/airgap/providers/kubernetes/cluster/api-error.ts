import { fromJson, isProperties, type Properties } from "../../kit/index.ts";
import { textAt } from "../manifest/at.ts";

/** What the API server answered instead of what was asked for. */
export class ApiError extends Error {
  /** The HTTP status. */
  readonly status: number;
  /** The API's own word for it, for example `AlreadyExists`; empty where there is none. */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.reason = reason;
  }
}

/** Reads the API's answer to a request that failed. */
export function toApiError(status: number, body: string): ApiError {
  const answer = parsed(body);
  const message = textAt(answer, "message") ?? (body.trim().slice(0, 300) || `HTTP status ${status}`);
  return new ApiError(status, textAt(answer, "reason") ?? "", message);
}

/** Whether there is no such object, or no such kind. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Whether what the object needs is not there yet: its namespace, or the account that comes with it a moment later. */
export function comesLater(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return (
    error.status === 404 || (error.status === 403 && /serviceaccount "[^"]*" not found/.test(error.message))
  );
}

/** Whether an object of that name is there already. */
export function alreadyExists(error: unknown): boolean {
  return error instanceof ApiError && error.reason === "AlreadyExists";
}

/** Whether the account may not do that, or the admission refuses it. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

/** Whether somebody else changed, or owns, what was to be changed. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409 && error.reason !== "AlreadyExists";
}

/** Whether a webhook of the cluster cannot take part in a dry run. */
export function refusesDryRun(error: unknown): boolean {
  return error instanceof ApiError && error.status === 400 && error.message.includes("dry run");
}

function parsed(body: string): Properties {
  try {
    const value = fromJson(body);
    return isProperties(value) ? value : {};
  } catch {
    return {};
  }
}
