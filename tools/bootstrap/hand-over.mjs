import { spawn } from "node:child_process";

/**
 * Runs a program in the place of this one: same terminal, same input, signals passed on.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code; 128 + the signal's number if a signal ended it
 */
export function handOver(command, args, cwd, env = process.env) {
  return attend(command, spawn(command, args, { cwd, env, stdio: "inherit" }));
}

/**
 * Runs a program as {@link handOver} does, but for what it prints: that is its answer.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export async function askProgram(command, args, cwd, env) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  const printed = [];
  child.stdout.on("data", (chunk) => printed.push(chunk));
  const code = await attend(command, child);
  return { code, stdout: Buffer.concat(printed).toString() };
}

/** Waits for the end of a child that has this process's terminal. */
function attend(command, child) {
  return new Promise((resolve, reject) => {
    // The terminal sends SIGINT to the whole group: the child decides what it means, this process only waits.
    const wait = () => undefined;
    const passOn = (signal) => child.kill(signal);
    process.on("SIGINT", wait);
    process.on("SIGQUIT", wait);
    process.on("SIGTERM", passOn);
    process.on("SIGHUP", passOn);
    const release = () => {
      process.off("SIGINT", wait);
      process.off("SIGQUIT", wait);
      process.off("SIGTERM", passOn);
      process.off("SIGHUP", passOn);
    };
    child.once("error", (error) => {
      release();
      reject(new Error(`${command} could not be started: ${error.message}`));
    });
    child.once("close", (code, signal) => {
      release();
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0));
    });
  });
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };
