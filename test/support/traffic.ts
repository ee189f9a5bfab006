import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What became of the requests. */
export interface TrafficReport {
  readonly answered: number;
  /** Every failure with how often it came, by status code or error. */
  readonly failed: Readonly<Record<string, number>>;
}

/** One kind of request of the mix. */
export interface TrafficRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
}

/** Steady requests to one port of this machine, half of them on connections that are kept. */
export class Traffic {
  readonly #port: number;
  readonly #mix: readonly TrafficRequest[];
  readonly #pause: number;
  readonly #failed = new Map<string, number>();
  #answered = 0;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  /** @param pause - of each client after each answer, in milliseconds: steady traffic leaves the machine to the update */
  constructor(port: number, mix: readonly TrafficRequest[], pause = 10) {
    this.#port = port;
    this.#mix = mix;
    this.#pause = pause;
  }

  /** Starts `clients` clients that each send one request after the other. */
  start(clients = 4): this {
    const run = async (client: number): Promise<void> => {
      const agent = new Agent({ keepAlive: client % 2 === 0, maxSockets: 1 });
      for (let turn = client; !this.#stopped; turn++) {
        await this.#send(agent, this.#mix[turn % this.#mix.length] ?? { method: "GET", path: "/" });
        await sleep(this.#pause);
      }
      agent.destroy();
    };
    this.#running = Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
    return this;
  }

  /** Lets the requests in hand end and tells what became of all. */
  async stop(): Promise<TrafficReport> {
    this.#stopped = true;
    await this.#running;
    return { answered: this.#answered, failed: Object.fromEntries(this.#failed) };
  }

  #send(agent: Agent, { method, path }: TrafficRequest): Promise<void> {
    return new Promise((resolve) => {
      const options = { host: "127.0.0.1", port: this.#port, method, path, agent, timeout: 15_000 };
      const sent = request(options, (response) => {
        response.resume();
        response.on("end", () => {
          if ((response.statusCode ?? 0) < 400) this.#answered++;
          else this.#fail(`status ${response.statusCode ?? 0}`);
          resolve();
        });
      });
      sent.on("timeout", () => sent.destroy(new Error("timeout")));
      sent.on("error", (error: NodeJS.ErrnoException) => {
        this.#fail(error.code ?? error.message);
        resolve();
      });
      sent.end();
    });
  }

  #fail(reason: string): void {
    this.#failed.set(reason, (this.#failed.get(reason) ?? 0) + 1);
  }
}
