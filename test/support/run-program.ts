import { spawn } from "node:child_process";

/** What came of a program. */
export interface ProgramResult {
  readonly code: number;
  /** Standard output alone. */
  readonly stdout: string;
  /** Standard output and standard error as they came, together. */
  readonly output: string;
}

/** How a program is run. */
export interface ProgramOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Given to the program's standard input. @default - nothing */
  readonly input?: string;
  /** Milliseconds after which the program is ended. @default 300000 */
  readonly timeout?: number;
}

/** Runs a program to its end. A program that does not end in time is a failure that shows what it said. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env = process.env, input = "", timeout = 300_000 }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env, stdio: "pipe" });
    let stdout = "";
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      reject(new Error(`${program} ${args.join(" ")} did not end within ${timeout / 1000} s\n${output}`));
    }, timeout);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, stdout, output });
    });
  });
}
