import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What became of connections that clients hold open. */
export interface HeldReport {
  /** Ended in an orderly way, as they do when their replica goes; the client opened another. */
  readonly ended: number;
  /** Broke off, or could not be opened. */
  readonly broken: Readonly<Record<string, number>>;
  /** Messages and lines that came. */
  readonly received: number;
}

/** Time between two messages of a client, in milliseconds. */
const PULSE = 200;
const BREATH = 20;

/** A WebSocket on which a client and its replica talk, and a stream that the replica never ends; each opened anew when it ends. */
export class HeldOpen {
  readonly #port: number;
  readonly #broken = new Map<string, number>();
  readonly #closers = new Set<() => void>();
  #ended = 0;
  #received = 0;
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(port: number) {
    this.#port = port;
  }

  start(): this {
    this.#running = Promise.all([
      this.#again("WebSocket", () => this.#talk()),
      this.#again("stream", () => this.#listen()),
    ]);
    return this;
  }

  async stop(): Promise<HeldReport> {
    this.#stopped = true;
    for (const close of this.#closers) close();
    await this.#running;
    return { ended: this.#ended, broken: Object.fromEntries(this.#broken), received: this.#received };
  }

  async #again(kind: string, hold: () => Promise<string | undefined>): Promise<void> {
    const isStopped = (): boolean => this.#stopped;
    while (!isStopped()) {
      const fault = await hold();
      if (isStopped()) return;
      if (fault === undefined) this.#ended++;
      else this.#broken.set(`${kind}: ${fault}`, (this.#broken.get(`${kind}: ${fault}`) ?? 0) + 1);
      // One that cannot be opened must not be tried without a breath.
      await sleep(BREATH);
    }
  }

  /** Talks on a WebSocket until it closes; returns what was wrong with its end. */
  #talk(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/websocket`);
      const close = (): void => {
        socket.close();
      };
      const pulse = setInterval(() => {
        if (socket.readyState === WebSocket.OPEN) socket.send("ahoy");
      }, PULSE);
      this.#closers.add(close);
      socket.addEventListener("message", () => this.#received++);
      socket.addEventListener("close", ({ code, wasClean }) => {
        clearInterval(pulse);
        this.#closers.delete(close);
        resolve(wasClean ? undefined : `broke off with ${code}`);
      });
    });
  }

  /** Listens to a stream until it ends; returns what was wrong with its end. */
  #listen(): Promise<string | undefined> {
    return new Promise((resolve) => {
      const call = get({ host: "127.0.0.1", port: this.#port, path: "/stream", agent: false }, (response) => {
        let last = "";
        response.on("data", (chunk: Buffer) => {
          last = chunk.toString();
          this.#received++;
        });
        response.on("error", () => {
          done("broke off");
        });
        response.on("end", () => {
          if (response.statusCode !== 200) done(`status ${response.statusCode ?? 0}`);
          else done(last.endsWith("bye\n") ? undefined : "ended without a farewell");
        });
      });
      const close = (): void => {
        call.destroy();
      };
      const done = (fault: string | undefined): void => {
        this.#closers.delete(close);
        resolve(fault);
      };
      this.#closers.add(close);
      call.on("error", (error: NodeJS.ErrnoException) => {
        done(error.code ?? error.message);
      });
    });
  }
}
