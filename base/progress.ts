import { formatElapsed } from "./elapsed.ts";

/** One running piece of work that people can watch. */
export interface Task {
  /** Says how far it is. */
  update(state: string): void;
}

interface RunningTask {
  readonly name: string;
  readonly since: number;
  state: string;
}

const REPORT_MILLISECONDS = 15_000;
const REDRAW_MILLISECONDS = 200;

/** Shows what runs, how far it is and for how long, on stderr: a moving line on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #running = new Set<RunningTask>();
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** Runs `work` as a named task; prints its end with the time it took. */
  async run<T>(name: string, work: (task: Task) => Promise<T>): Promise<T> {
    const running: RunningTask = { name, since: Date.now(), state: "" };
    this.#running.add(running);
    this.#startReporting();
    if (!this.#stream.isTTY) this.line(`${name} ...`);
    try {
      const result = await work({ update: (state) => (running.state = state) });
      this.#end(running, "done");
      return result;
    } catch (error) {
      this.#end(running, "failed");
      throw error;
    }
  }

  /** Prints one line above the moving one. */
  line(text: string): void {
    this.#clear();
    this.#stream.write(`${text}\n`);
  }

  #end(task: RunningTask, how: "done" | "failed"): void {
    this.#running.delete(task);
    this.line(`${task.name}: ${how} (${formatElapsed(Date.now() - task.since)})`);
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #startReporting(): void {
    if (this.#timer !== undefined) return;
    const period = this.#stream.isTTY ? REDRAW_MILLISECONDS : REPORT_MILLISECONDS;
    this.#timer = setInterval(() => {
      this.#report();
    }, period);
    this.#timer.unref();
  }

  #report(): void {
    const states = [...this.#running].map(({ name, state, since }) =>
      [name, state, formatElapsed(Date.now() - since)].filter((part) => part !== "").join(": "),
    );
    if (this.#stream.isTTY) {
      this.#clear();
      this.#stream.write(states.join(" | ").slice(0, this.#stream.columns - 1));
    } else {
      for (const state of states) this.#stream.write(`  ${state}\n`);
    }
  }

  #clear(): void {
    if (this.#stream.isTTY) this.#stream.write("\r\u001b[K");
  }
}
