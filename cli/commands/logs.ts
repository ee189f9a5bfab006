import { setTimeout as sleep } from "node:timers/promises";
import { type Context, print, say } from "../context.ts";
import { prefixes } from "../output/prefixes.ts";
import { readSince } from "../output/since.ts";
import {
  type LogLine,
  type LogOptions,
  type Platform,
  platformOf,
  type Replica,
} from "../platforms/platform.ts";
import { chooseApplications, chooseServices } from "../stack/choose.ts";
import { withInterrupts } from "../terminal/interrupts.ts";

/** What `muelle logs` was asked for. */
export interface LogsOptions {
  readonly follow: boolean;
  readonly since?: string;
  readonly tail?: number;
  readonly timestamps: boolean;
  readonly json: boolean;
}

/** A replica and the platform that it runs on. */
interface Source {
  readonly platform: Platform;
  readonly replica: Replica;
}

type Write = (replica: Replica, line: LogLine) => void;

/** Between two looks for replicas that are new, in milliseconds. */
const LOOK = 2000;

/** `muelle logs`: what the replicas of all services, or of the named ones, have written. */
export async function logs(
  context: Context,
  services: readonly string[],
  options: LogsOptions,
): Promise<void> {
  const since = options.since === undefined ? undefined : readSince(options.since, Date.now());
  const wanted: LogOptions = {
    follow: options.follow,
    ...(since === undefined ? {} : { since }),
    ...(options.tail === undefined ? {} : { tail: options.tail }),
  };
  const chosen = chooseServices(await chooseApplications(context), services);
  const applications = [...new Set(chosen.map(({ deployed }) => deployed))];
  const platforms = await Promise.all(
    applications.map(async (deployed) => ({
      platform: await platformOf(deployed, context),
      names: new Set(chosen.flatMap(({ deployed: of, service }) => (of === deployed ? [service.name] : []))),
    })),
  );
  const look = async (): Promise<readonly Source[]> => {
    const found = platforms.map(async ({ platform, names }) =>
      (await platform.replicas())
        .filter(({ service }) => names.has(service))
        .map((replica) => ({ platform, replica })),
    );
    return (await Promise.all(found)).flat();
  };
  const sources = await look();
  const write = writer(
    options,
    sources.map(({ replica }) => labelOf(replica)),
  );
  if (options.follow) await follow(look, wanted, write);
  else await readAll(sources, wanted, write);
}

/** Everything so far, in the order in which it was written. */
async function readAll(sources: readonly Source[], wanted: LogOptions, write: Write): Promise<void> {
  const { signal } = new AbortController();
  const lists = sources.map(async ({ platform, replica }) => {
    const lines: { readonly replica: Replica; readonly line: LogLine }[] = [];
    for await (const line of platform.logs(replica, wanted, signal)) lines.push({ replica, line });
    return lines;
  });
  const lines = (await Promise.all(lists)).flat();
  // The sort keeps the order of lines of the same moment.
  lines.sort((a, b) => compare(a.line.time, b.line.time));
  for (const { replica, line } of lines) write(replica, line);
}

/** What is written from now on too, also by replicas that an update brings. */
async function follow(
  look: () => Promise<readonly Source[]>,
  wanted: LogOptions,
  write: Write,
): Promise<void> {
  const abort = new AbortController();
  const interrupted = (): void => {
    abort.abort();
  };
  const followed = new Followed(wanted, write, abort.signal);
  await withInterrupts(interrupted, async () => {
    do {
      const sources = await look();
      for (const source of sources) followed.add(source);
      await sleep(LOOK, undefined, { signal: abort.signal }).catch(() => undefined);
      if (!followed.open && !sources.some(({ replica }) => replica.running)) return;
    } while (!abort.signal.aborted);
  });
}

/** The replicas whose lines are followed, each from where it was left. */
class Followed {
  readonly #wanted: LogOptions;
  readonly #write: Write;
  readonly #signal: AbortSignal;
  readonly #open = new Set<string>();
  /** When the last line of a replica was written that is printed already. */
  readonly #last = new Map<string, string>();

  constructor(wanted: LogOptions, write: Write, signal: AbortSignal) {
    this.#wanted = wanted;
    this.#write = write;
    this.#signal = signal;
  }

  /** Whether anything is being read. */
  get open(): boolean {
    return this.#open.size > 0;
  }

  /** Follows a replica, unless that is done already. One that was started again is read on from its last line. */
  add({ platform, replica }: Source): void {
    const { name, running } = replica;
    if (this.#open.has(name) || (!running && this.#last.has(name))) return;
    this.#open.add(name);
    void this.#read(platform, replica)
      .catch((error: unknown) => {
        // It may be gone by now: the next look tells.
        if (!this.#signal.aborted) say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        this.#open.delete(name);
      });
  }

  async #read(platform: Platform, replica: Replica): Promise<void> {
    const last = this.#last.get(replica.name);
    const wanted = last === undefined ? this.#wanted : { follow: true, since: Date.parse(last) };
    for await (const line of platform.logs(replica, wanted, this.#signal)) {
      if (last !== undefined && compare(line.time, last) <= 0) continue;
      this.#last.set(replica.name, line.time);
      this.#write(replica, line);
    }
  }
}

function writer({ json, timestamps }: LogsOptions, names: readonly string[]): Write {
  const prefixOf = prefixes(names, process.stdout.isTTY);
  return (replica, { time, text }) => {
    const { service, name } = replica;
    if (json) print(JSON.stringify({ service, replica: name, time, text }));
    else print(`${prefixOf(labelOf(replica))}${timestamps ? `${time} ` : ""}${text}`);
  };
}

function labelOf({ service, number }: Replica): string {
  return `${service}-${number}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
