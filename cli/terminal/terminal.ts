import type { Readable, Writable } from "node:stream";
import { isatty } from "node:tty";

/** The streams that a program gets, and whether they are a terminal. */
export interface Terminal {
  /** Whether a person types into it. */
  readonly tty: boolean;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Rows and columns now. @default - it is no terminal */
  readonly size?: () => { readonly rows: number; readonly columns: number };
  /** Calls back when the size changes. */
  readonly onResize: (listener: () => void) => void;
}

/**
 * The terminal that the command was called in.
 * @param allowed - false where no terminal is wanted even if there is one
 */
export function ownTerminal(allowed: boolean): Terminal {
  const { stdin, stdout, stderr } = process;
  const tty = allowed && isatty(0) && isatty(1);
  return {
    tty,
    stdin,
    stdout,
    stderr,
    ...(tty ? { size: () => ({ rows: stdout.rows, columns: stdout.columns }) } : {}),
    onResize: (listener) => {
      if (tty) stdout.on("resize", listener);
    },
  };
}

/** Lets each key reach the program inside while `work` runs, also Ctrl-C. */
export async function withRawKeys<T>({ tty }: Terminal, work: () => Promise<T>): Promise<T> {
  if (!tty) return work();
  process.stdin.setRawMode(true);
  try {
    return await work();
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }
}
