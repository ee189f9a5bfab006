import { Agent, request } from "node:http";
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { interleaved, MIX, type RequestKind } from "./request-kind.ts";

/** What became of the requests of a load. */
export interface LoadReport {
  readonly answered: number;
  /** Those that were answered as they should be, by kind. */
  readonly answeredByKind: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Every failure with how often it came: kind of request, and status code or error. */
  readonly failures: Readonly<Record<string, number>>;
  /** Milliseconds from when a request should have been sent to the end of its answer, without those that are slow by design. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** How often it is looked what has to be sent, in milliseconds. */
const TICK = 5;
/** After so long without an answer, in milliseconds, a request has failed. */
const TIMEOUT = 15_000;

/**
 * Requests at a fixed rate, whether or not the ones before are answered, as from many clients that know nothing of
 * each other. Latency counts from when a request should have been sent: a server that stands still cannot hide it by
 * keeping clients from sending.
 */
export class OpenLoad {
  readonly #port: number;
  readonly #rate: number;
  readonly #order: readonly RequestKind[];
  readonly #kept = new Agent({ keepAlive: true });
  readonly #latency: RecordableHistogram = createHistogram();
  readonly #failures = new Map<string, number>();
  readonly #inHand = new Set<Promise<void>>();
  #since = 0;
  #sent = 0;
  readonly #answered = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  /** @param rate - requests a second */
  constructor(port: number, rate: number, kinds: readonly RequestKind[] = MIX) {
    this.#port = port;
    this.#rate = rate;
    this.#order = interleaved(kinds);
  }

  /** How many requests were sent. */
  get sent(): number {
    return this.#sent;
  }

  start(): this {
    this.#since = performance.now();
    this.#timer = setInterval(() => {
      this.#sendDue();
    }, TICK);
    return this;
  }

  /** Sends no more, waits for the answers that are missing, and tells what became of all. */
  async stop(): Promise<LoadReport> {
    clearInterval(this.#timer);
    await Promise.all(this.#inHand);
    this.#kept.destroy();
    const milliseconds = (microseconds: number): number => Math.round(microseconds / 100) / 10;
    return {
      answered: sum(this.#answered),
      answeredByKind: Object.fromEntries(this.#answered),
      failed: sum(this.#failures),
      failures: Object.fromEntries(this.#failures),
      latency: {
        p50: milliseconds(this.#latency.percentile(50)),
        p99: milliseconds(this.#latency.percentile(99)),
        max: milliseconds(this.#latency.max),
      },
    };
  }

  #sendDue(): void {
    const due = Math.floor(((performance.now() - this.#since) * this.#rate) / 1000);
    for (; this.#sent < due; this.#sent++) {
      const kind = this.#order[this.#sent % this.#order.length];
      if (kind === undefined) return;
      const scheduled = this.#since + (this.#sent * 1000) / this.#rate;
      const done = this.#send(kind, scheduled).finally(() => this.#inHand.delete(done));
      this.#inHand.add(done);
    }
  }

  async #send(kind: RequestKind, scheduled: number): Promise<void> {
    const failure = await this.#exchange(kind);
    if (failure === undefined) count(this.#answered, kind.name);
    else count(this.#failures, `${kind.name}: ${failure}`);
    if (kind.slow !== true)
      this.#latency.record(Math.max(1, Math.round((performance.now() - scheduled) * 1000)));
  }

  /** Sends one request and returns why it failed; undefined where it was answered as it should be. */
  #exchange({ method, path, body, keepAlive }: RequestKind): Promise<string | undefined> {
    return new Promise((resolve) => {
      const agent = keepAlive ? this.#kept : false;
      const sent = request({ host: "127.0.0.1", port: this.#port, method, path, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", () => {
          resolve("the answer broke off");
        });
        response.on("end", () => {
          if ((response.statusCode ?? 0) >= 300) resolve(`status ${response.statusCode ?? 0}`);
          else if (body !== undefined && Buffer.concat(chunks).toString() !== body)
            resolve("another body came back");
          else resolve(undefined);
        });
      });
      sent.setTimeout(TIMEOUT, () => sent.destroy(new Error("timeout")));
      sent.on("error", (error: NodeJS.ErrnoException) => {
        resolve(`${error.code ?? error.message}${sent.reusedSocket ? ", on a used connection" : ""}`);
      });
      sent.end(body);
    });
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((all, one) => all + one, 0);
}
