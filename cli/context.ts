/** What every command works with. */
export interface Context {
  /** The folder to work in, as an absolute path. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** The stack that was named. @default - the one that is selected in the folder */
  readonly stack?: string;
  /** The application that was named. @default - all of the stack */
  readonly application?: string;
}

/** Prints a line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says on standard error what is being done: standard output holds results alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
