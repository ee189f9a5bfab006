import type { EngineLog } from "./engine-log.ts";
import type { Context, Provider, Resource } from "./resource.ts";

/** What one running provider holds: its connection once configured, and whether it is cancelled. */
export class Session<Connection> {
  readonly provider: Provider<Connection>;
  readonly #log: EngineLog;
  readonly #abort = new AbortController();
  #connection: { readonly value: Connection } | undefined;

  constructor(provider: Provider<Connection>, log: EngineLog) {
    this.provider = provider;
    this.#log = log;
  }

  set connection(value: Connection) {
    this.#connection = { value };
  }

  /** Aborts every operation under way; the engine asks for it when the user presses Ctrl-C. */
  cancel(): void {
    this.#abort.abort(new Error("the update was interrupted"));
  }

  /** What an operation is told. @throws before the engine configured the provider */
  context(request: { getUrn(): string; getTimeout(): number }): Context<Connection> {
    if (this.#connection === undefined) throw new Error("the engine has not configured this provider yet");
    const urn = request.getUrn();
    return {
      connection: this.#connection.value,
      name: urn.slice(urn.lastIndexOf("::") + 2),
      log: this.#log.for(urn),
      signal: this.#abort.signal,
      timeout: request.getTimeout(),
    };
  }

  /** @throws for a resource type that the stand-in does not know */
  resource(urn: string): Resource<Connection> {
    const types = urn.split("::")[2] ?? "";
    const token = types.slice(types.lastIndexOf("$") + 1);
    const { name, resource } = this.provider;
    if (token === resource.token) return resource;
    throw new Error(
      `the stand-in for the ${name} provider does not support the resource type ${token}; it knows ${resource.token}`,
    );
  }
}
