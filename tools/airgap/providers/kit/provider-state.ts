import type { EngineLog } from "./engine-log.ts";
import type { Context, FunctionHandler, ProviderDefinition, ResourceHandler } from "./handler.ts";

/** What one running provider holds: its definition, its connection once configured, and whether it is cancelled. */
export class ProviderState<Connection> {
  readonly definition: ProviderDefinition<Connection>;
  readonly log: EngineLog;
  readonly #abort = new AbortController();
  #connection: { readonly value: Connection } | undefined;

  constructor(definition: ProviderDefinition<Connection>, log: EngineLog) {
    this.definition = definition;
    this.log = log;
  }

  set connection(value: Connection) {
    this.#connection = { value };
  }

  /** @throws before the engine configured the provider */
  get connection(): Connection {
    if (this.#connection === undefined) throw new Error("the engine has not configured this provider yet");
    return this.#connection.value;
  }

  /** Aborts every operation under way; the engine asks for it when the user presses Ctrl-C. */
  cancel(): void {
    this.#abort.abort(new Error("the update was interrupted"));
  }

  /** What an operation on the resource is told. */
  context(urn: string, timeout: number): Context<Connection> {
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    const { connection } = this;
    return { connection, urn, name, log: this.log.for(urn), signal: this.#abort.signal, timeout };
  }

  /** @throws for a resource type that the stand-in does not know */
  resource(urn: string): ResourceHandler<Connection> {
    const types = urn.split("::")[2] ?? "";
    const token = types.slice(types.lastIndexOf("$") + 1);
    const { definition } = this;
    const other = definition.resources[token] === undefined ? definition.otherResource?.(token) : undefined;
    return other ?? this.#find(definition.resources, token, "resource type");
  }

  /** @throws for a function that the stand-in does not know */
  function(token: string): FunctionHandler<Connection> {
    return this.#find(this.definition.functions ?? {}, token, "function");
  }

  #find<Handler>(handlers: Readonly<Record<string, Handler>>, token: string, what: string): Handler {
    const handler = handlers[token];
    if (handler !== undefined) return handler;
    const known = Object.keys(handlers).join(", ");
    const { name } = this.definition;
    throw new Error(
      `the stand-in for the ${name} provider does not support the ${what} ${token}; it knows ${known || "none"}`,
    );
  }
}
