import { spawn, type ChildProcess } from "node:child_process";
import { setPriority } from "node:os";
import { createInterface } from "node:readline";
import { MuelleError } from "./errors.ts";

/** How a program is run. */
export interface RunOptions {
  /** @default - the current folder */
  readonly cwd?: string;
  /** The whole environment. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Written to its standard input: the only way in for a secret. @default - no input */
  readonly input?: string;
  /** Called with each line of stdout and stderr as it comes. @default - lines are only kept */
  readonly onLine?: (line: string) => void;
  /** Milliseconds after which it is killed. @default - none */
  readonly timeout?: number;
  /** How far it and what it starts stand back for others, from 0 to 19, as nice(1) counts. @default 0 */
  readonly niceness?: number;
}

/** What a program answered. */
export interface RunResult {
  /** Its exit code; 127 when it could not be started, 137 when it was killed. */
  readonly code: number;
  readonly stdout: string;
  /** The end of stderr, at most {@link KEPT_LINES} lines. */
  readonly stderr: string;
}

const KEPT_LINES = 40;

const running = new Set<ChildProcess>();
let stopped = false;

/** Ends every program that {@link run} has started, and starts none any more: one failure ends the work beside it. */
export function stopRunning(): void {
  stopped = true;
  for (const child of running) child.kill();
}

/** Runs a program to its end; a failure is an answer, not an error. */
export function tryRun(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  if (stopped)
    return Promise.resolve({ code: 137, stdout: "", stderr: "not started: an earlier step has failed" });
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeout,
      killSignal: "SIGKILL",
      stdio: "pipe",
    });
    running.add(child);
    if (options.niceness !== undefined && child.pid !== undefined) setPriority(child.pid, options.niceness);
    const stdout: string[] = [];
    const stderr: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => {
      stdout.push(line);
      options.onLine?.(line);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      stderr.push(line);
      if (stderr.length > KEPT_LINES) stderr.shift();
      options.onLine?.(line);
    });
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    child.once("error", (error) => {
      running.delete(child);
      resolve({ code: 127, stdout: "", stderr: error.message });
    });
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 137, stdout: stdout.join("\n"), stderr: stderr.join("\n") });
    });
  });
}

/**
 * Runs a program to its end and returns its stdout.
 *
 * @param what what was being done, for the error
 * @throws MuelleError with the last lines of its stderr when it fails
 */
export async function run(
  what: string,
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await tryRun(command, args, options);
  if (code === 0) return stdout;
  const output = stderr === "" ? stdout.split("\n").slice(-KEPT_LINES).join("\n") : stderr;
  throw new MuelleError(`${what} failed`, [
    { path: [command, ...args].join(" "), message: `ended with ${code}\n${indent(output)}` },
  ]);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "      ");
}
