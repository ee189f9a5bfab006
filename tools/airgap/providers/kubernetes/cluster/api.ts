import { setTimeout as delay } from "node:timers/promises";
import type * as client from "@kubernetes/client-node";
import { fromJson, isProperties, type Properties } from "../../kit/index.ts";
import { ApiError, toApiError } from "./api-error.ts";

type Client = Pick<typeof client, "IsomorphicFetchHttpLibrary" | "RequestContext">;

/** One request to the API server. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path below the server's address. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  /** @default "application/json" */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
  /** Whether it is sent again where that may help. @default true */
  readonly retry?: boolean;
}

/** An answer, and the warnings that the API server gave along with it. */
export interface ApiResponse {
  readonly body: Properties;
  readonly warnings: readonly string[];
}

/** The times between attempts where the API server asks for patience, or a connection breaks. */
const RETRIES_MS = [100, 300, 1_000, 3_000, 5_000];

/** How long an answer may take. */
const TIMEOUT_MS = 60_000;

/**
 * The Kubernetes API as plain JSON. The typed clients of @kubernetes/client-node leave out fields that they do not
 * know; what is applied and what goes into the state must be the whole object.
 */
export class Api {
  readonly config: client.KubeConfig;
  readonly #client: Client;
  /** Kept, as every one of its own would open a connection of its own. */
  #dispatcher: ReturnType<client.RequestContext["getDispatcher"]>;

  constructor(config: client.KubeConfig, library: Client) {
    this.config = config;
    this.#client = library;
  }

  /** The API server's address. */
  get server(): string {
    return this.config.getCurrentCluster()?.server ?? "";
  }

  /** @throws ApiError for every answer that is no success */
  async request(request: ApiRequest): Promise<ApiResponse> {
    for (const pause of request.retry === false ? [] : RETRIES_MS) {
      try {
        return await this.#once(request);
      } catch (error) {
        request.signal?.throwIfAborted();
        if (!passesByItself(error, request)) throw error;
      }
      await delay(pause, undefined, request.signal === undefined ? {} : { signal: request.signal });
    }
    return this.#once(request);
  }

  async #once({ method, path, query = {}, body, contentType, signal }: ApiRequest): Promise<ApiResponse> {
    const { IsomorphicFetchHttpLibrary, RequestContext } = this.#client;
    const context = new RequestContext(`${this.server}${path}`, method);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) context.setQueryParam(name, value);
    }
    await this.config.applySecurityAuthentication(context);
    this.#dispatcher ??= context.getDispatcher();
    if (this.#dispatcher !== undefined) context.setDispatcher(this.#dispatcher);
    context.setHeaderParam("Accept", "application/json");
    if (body !== undefined) {
      context.setHeaderParam("Content-Type", contentType ?? "application/json");
      context.setBody(body);
    }
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    context.setSignal(signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
    const response = await new IsomorphicFetchHttpLibrary().send(context).toPromise();
    const text = await response.body.text();
    if (response.httpStatusCode >= 400) throw toApiError(response.httpStatusCode, text);
    return { body: objectOf(text), warnings: warningsOf(response.headers["warning"]) };
  }
}

/** Whether the same request may succeed in a moment, and may be sent twice. */
function passesByItself(error: unknown, { method }: ApiRequest): boolean {
  if (error instanceof ApiError) {
    return error.status === 429 || error.status === 503 || error.message.includes("etcdserver: ");
  }
  // The request never arrived, or asking again changes nothing.
  return /ECONNREFUSED/.test(reasonOf(error)) || method === "GET";
}

/** What went wrong with a connection, without the HTTP client's wrapping. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (error.cause !== undefined && error.message === "fetch failed") return reasonOf(error.cause);
  return error.message === "" ? code : error.message;
}

function objectOf(text: string): Properties {
  const value = fromJson(text);
  if (isProperties(value)) return value;
  throw new TypeError("the API server answered with something else than an object");
}

/** `299 - "text"`, several of them with commas between. */
function warningsOf(header: string | undefined): readonly string[] {
  const matches = (header ?? "").matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g);
  return [...matches].map(([, text = ""]) => text.replaceAll(/\\(.)/g, "$1"));
}
