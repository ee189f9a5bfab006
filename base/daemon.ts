import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MuelleError } from "./errors.ts";

/** A program that outlives the one that starts it. */
export interface Daemon {
  /** The name of its executable. */
  readonly command: string;
  readonly args: readonly string[];
  /** Where its process id is kept. */
  readonly pidFile: string;
  /** Where its output goes. */
  readonly logFile: string;
}

const POLL_MILLISECONDS = 100;
const LOG_LINES = 15;

/** The process id of a daemon that runs, and is the one that was started here; undefined when it does not run. */
export function runningPid({ command, pidFile, args }: Daemon): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, "utf8"));
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    // A process id may have been given to somebody else since.
    const running = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const isOurs =
      running[0]?.endsWith(command) === true && args.every((argument) => running.includes(argument));
    return isOurs ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts a daemon in a session of its own and waits until it is ready.
 *
 * @param isReady whether it answers
 * @param seconds how long that may take
 * @throws MuelleError with the end of its log when it ends or does not get ready
 */
export async function startDaemon(
  daemon: Daemon,
  isReady: () => Promise<boolean>,
  seconds: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  mkdirSync(dirname(daemon.pidFile), { recursive: true });
  mkdirSync(dirname(daemon.logFile), { recursive: true });
  const log = openSync(daemon.logFile, "a", 0o600);
  const child = spawn(daemon.command, daemon.args, {
    detached: true,
    stdio: ["ignore", log, log],
    cwd: "/",
    env,
  });
  let failure: string | undefined;
  child.once("error", (error) => (failure = error.message));
  child.once("exit", (code, signal) => (failure ??= `ended with ${code ?? signal ?? "no exit code"}`));
  if (child.pid !== undefined) writeFileSync(daemon.pidFile, String(child.pid));
  const deadline = Date.now() + seconds * 1000;
  while (!(await isReady())) {
    if (failure === undefined && Date.now() > deadline) failure = `was not ready after ${seconds} s`;
    if (failure !== undefined) {
      rmSync(daemon.pidFile, { force: true });
      if (child.exitCode === null) child.kill();
      throw new MuelleError(`${daemon.command} did not start`, [
        { path: daemon.logFile, message: `${failure}\n${lastLines(daemon.logFile)}` },
      ]);
    }
    await sleep(POLL_MILLISECONDS);
  }
  child.unref();
}

/** Stops a daemon that was started here and waits for its end; false when it does not run. */
export async function stopDaemon(daemon: Daemon, seconds: number): Promise<boolean> {
  const pid = runningPid(daemon);
  if (pid === undefined) return false;
  process.kill(pid, "SIGTERM");
  const deadline = Date.now() + seconds * 1000;
  while (runningPid(daemon) !== undefined) {
    if (Date.now() > deadline) {
      throw new MuelleError(`${daemon.command} did not stop`, [
        { path: `process ${pid}`, message: `it is still there ${seconds} s after SIGTERM` },
      ]);
    }
    await sleep(POLL_MILLISECONDS);
  }
  rmSync(daemon.pidFile, { force: true });
  return true;
}

function lastLines(path: string): string {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n").slice(-LOG_LINES);
  return lines.map((line) => `      ${line}`).join("\n");
}
