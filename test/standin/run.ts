import { spawn } from "node:child_process";

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** stdout and stderr as they came. */
  readonly output: string;
}

/** Runs a command to its end. @throws where it cannot be started */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => {
      out.push(data);
      all.push(data);
    });
    child.stderr.on("data", (data: Buffer) => {
      all.push(data);
    });
    child.once("error", (cause) => {
      reject(new Error(`${command} cannot be run; these tests need it on the PATH`, { cause }));
    });
    child.once("close", (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString(), output: Buffer.concat(all).toString() });
    });
  });
}

/** Runs a command that must succeed, and returns what it printed. */
export async function succeed(
  command: string,
  args: readonly string[],
  options: Parameters<typeof run>[2] = {},
): Promise<string> {
  const ended = await run(command, args, options);
  if (ended.code === 0) return ended.stdout;
  throw new Error(`${command} ${args.join(" ")} ended with ${String(ended.code)}:\n${ended.output}`);
}

/** The Docker CLI; must succeed. */
export function docker(...args: readonly string[]): Promise<string> {
  return succeed("docker", args);
}
