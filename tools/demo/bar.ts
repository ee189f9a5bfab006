import { Presets, SingleBar } from "cli-progress";

const REPORT_MILLISECONDS = 2000;

/** One line of progress: a moving bar on a terminal, elsewhere a plain line now and then and one at the end. */
export class Bar {
  readonly #name: string;
  readonly #total: number;
  readonly #stream: NodeJS.WriteStream;
  readonly #moving: SingleBar | undefined;
  #value = 0;
  #reported = Date.now();

  constructor(name: string, total: number, stream: NodeJS.WriteStream = process.stderr) {
    this.#name = name.padEnd(8);
    this.#total = total;
    this.#stream = stream;
    if (!stream.isTTY) return;
    const format = `${this.#name} {bar} {value}/{total}  {duration_formatted}`;
    this.#moving = new SingleBar({ stream, format, hideCursor: true, barsize: 32 }, Presets.shades_classic);
    this.#moving.start(total, 0);
  }

  /** Says how much is done. */
  update(value: number): void {
    this.#value = value;
    this.#moving?.update(value);
    if (this.#moving === undefined && Date.now() - this.#reported > REPORT_MILLISECONDS) this.#report();
  }

  /** Ends the line; has to be called, whatever happened. */
  stop(): void {
    if (this.#moving === undefined) this.#report();
    else this.#moving.stop();
  }

  #report(): void {
    this.#reported = Date.now();
    this.#stream.write(`${this.#name} ${this.#value}/${this.#total}\n`);
  }
}
